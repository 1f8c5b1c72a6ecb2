"""Faults put into valid records at a known line: how often the first error names that line.

What counts as the right line is told in `tests/rigs/slips.py`. The first error is the first that
`cpp validate` lists for the file, by place.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random

from cpp_cli.finding import Finding
from cpp_cli.models.kinds import kind_of
from cpp_cli.reading.load import load
from cpp_cli.reading.reader import read
from cpp_cli.reading.store import Store
from cpp_cli.rules import example
from cpp_cli.rules.check import errors, findings
from tests.rigs import slips_of_lines, slips_of_sense
from tests.rigs.pages import Page
from tests.rigs.slips import KINDS, Kind, Slip
from tests.support import ROOT, InMemory

assert slips_of_lines and slips_of_sense  # noqa: PT018 - their kinds are in the list
WANTED = 0.95
_SHIPPED_DAY = date(2026, 11, 1)


@dataclass(frozen=True)
class Shelf:
    """Valid records that refer to each other, and the day on which they are checked."""

    files: dict[str, str]
    store: Store
    today: date
    pages: list[Page]

    @classmethod
    def of(cls, files: dict[str, str], today: date) -> "Shelf":
        """Return a shelf of files."""
        pages = [Page.of(path, text) for path, text in files.items()]
        return cls(files, load(InMemory(files)), today, pages)

    def errors(self, path: str, data: bytes) -> list[Finding]:
        """Return the errors in one file, when it says `data`."""
        kind = kind_of(path)
        assert kind
        found = list(read(path, kind, data).findings)
        if not errors(found):
            store = self.store.after({path: data})
            found = [one for one in findings(store, self.today) if one.path == path]
        return sorted(errors(found), key=lambda one: one.order)


@dataclass
class Counts:
    """For each kind of fault: how many were tried, named rightly, and not found at all."""

    tried: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of all faults whose line is named."""
        return self.right.total() / max(1, self.tried.total())

    def lines(self) -> Iterator[str]:
        """Yield one line a kind, and the total."""
        for name in sorted(KINDS):
            note = f"  no finding at all: {self.silent[name]}" if self.silent[name] else ""
            yield f"{name:40} {self.right[name]:4} of {self.tried[name]:4}{note}"
        yield (
            f"lines: {self.right.total()} of {self.tried.total()} faults named at their line"
            f" ({self.share:.1%}), {self.silent.total()} without any finding"
        )


def shelves() -> list[Shelf]:
    """Return the shipped records, and those among which the examples of the rules stand."""
    shipped = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted((ROOT / "records").rglob("*.yaml"))
    }
    return [Shelf.of(shipped, _SHIPPED_DAY), Shelf.of(dict(example.RECORDS), example.TODAY)]


def measure(count: int, seed: int) -> Counts:
    """Try `count` faults, the kinds in turn."""
    rng, counts, kinds = Random(seed), Counts(), list(KINDS.items())
    every = shelves()
    for number in range(count):
        name, kind = kinds[number % len(kinds)]
        shelf, page, slip = _slip(rng, every, kind)
        found = shelf.errors(page.path, slip.data)
        counts.tried[name] += 1
        if found and found[0].place.line == slip.line:
            counts.right[name] += 1
        else:
            counts.silent[name] += not found
            said = f"{found[0].code} in line {found[0].place.line}" if found else "nothing"
            shown = "\n".join(slip.rows[max(0, slip.line - 3) : slip.line + 2])
            counts.wrong.append(f"{name}: {page.path}:{slip.line}: {said}\n{shown}\n")
    return counts


def _slip(rng: Random, every: list[Shelf], kind: Kind) -> tuple[Shelf, Page, Slip]:
    while True:
        shelf = rng.choice(every)
        page = rng.choice(shelf.pages)
        slip = kind(rng, page)
        if slip:
            return shelf, page, slip


def main(arguments: list[str]) -> int:
    """Print the counts; 0 when enough of the faults are named at their line, and all are found."""
    parser = argparse.ArgumentParser(prog="tests.rigs.lines", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="show each fault not named rightly")
    options = parser.parse_args(arguments)
    counts = measure(options.count, options.seed)
    if options.wrong:
        print("\n".join(counts.wrong))
    print("\n".join(counts.lines()))
    return 0 if counts.share >= WANTED and not counts.silent else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
