"""What other programs read, made of the same records: journals of promises, and YAML for ajv."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from benchmarks.circle import START
from benchmarks.records import Promise, Record

JOURNAL = "promises.journal"
BEANCOUNT = "promises.beancount"
QUOTED = "quoted"
QUOTED_UP_TO = 100_000
"""So many files are written for ajv; it reads no more in two minutes."""

# ajv reads YAML 1.1, in which a day is no text unless it is quoted.
_DAY = re.compile(r"(?<=[:-] )(\d{4}-\d\d-\d\d)$", re.MULTILINE)


class Ledgers:
    """Writes, for each record that it is given, what other programs read."""

    def __init__(self, folder: Path, count: int, journal: TextIO, beancount: TextIO) -> None:
        self.count = count
        self.quoted = folder / QUOTED
        self.journal = journal
        self.beancount = beancount
        self.folders: set[Path] = set()
        self.opened: set[str] = set()

    def add(self, record: Record) -> None:
        """Write a record as YAML for ajv, and if it is a promise, a transaction of it."""
        if self.count <= QUOTED_UP_TO:
            self._quoted(record)
        if record.promise:
            self._transaction(record.promise)

    def _quoted(self, record: Record) -> None:
        target = self.quoted / record.path
        if target.parent not in self.folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(target.parent)
        target.write_bytes(_DAY.sub(r"'\1'", record.text()).encode())

    def _transaction(self, promise: Promise) -> None:
        self.journal.write(
            f"{promise.made} ({promise.id}) {promise.what}\n"
            f"    partners:{promise.from_}  -1 promise\n    partners:{promise.to}  1 promise\n\n"
        )
        for side in {promise.from_: 0, promise.to: 0}.keys() - self.opened:
            self.opened.add(side)
            self.beancount.write(f"{START} open {_account(side)}\n")
        self.beancount.write(
            f'{promise.made} * "{promise.what}"\n  id: "{promise.id}"\n'
            f"  {_account(promise.from_)}  -1 PROMISE\n  {_account(promise.to)}  1 PROMISE\n\n"
        )


def _account(party: str) -> str:
    return f"Equity:{party.capitalize()}"


@contextmanager
def ledgers(folder: Path, count: int) -> Iterator[Ledgers]:
    """Open the files of other programs in a folder."""
    folder.mkdir()
    with ExitStack() as files:
        journal, beancount = (
            files.enter_context((folder / name).open("w", encoding="utf-8"))
            for name in (JOURNAL, BEANCOUNT)
        )
        yield Ledgers(folder, count, journal, beancount)
