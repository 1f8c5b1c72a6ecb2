"""A plan: what a command is about to write, checked as a whole before anything is written."""

import difflib
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path

from cpp_cli.editing import splice
from cpp_cli.editing.drafts import keep
from cpp_cli.editing.edits import Edit
from cpp_cli.editing.emit import Data, block
from cpp_cli.editing.writer import Change, ChangedMeanwhile, write
from cpp_cli.errors import Refused
from cpp_cli.finding import Finding
from cpp_cli.messages import t
from cpp_cli.models.kinds import Kind
from cpp_cli.reading.document import parse
from cpp_cli.reading.load import load
from cpp_cli.reading.nodes import Document
from cpp_cli.reading.snapshot import Snapshot, Unreadable
from cpp_cli.reading.store import Store
from cpp_cli.reading.text import Text, decode
from cpp_cli.rules.check import added_errors


class Plan:
    """The files that a command will create, change, move or take away.

    `snapshot` and `store` are the records as they are; `after` the records as they would be.
    """

    def __init__(self, snapshot: Snapshot, store: Store, today: date) -> None:
        self._snapshot = snapshot
        self._store = store
        self._today = today
        self._before: dict[str, bytes | None] = {}
        self._after: dict[str, bytes | None] = {}
        self.moved: dict[str, str] = {}
        """Where a file was before, by its new path."""

    # Making the plan

    def create(self, kind: Kind, record_id: str, fields: Data) -> str:
        """Plan a new record; return its path."""
        path = kind.path(record_id)
        if not self._is_free(path):
            raise Refused(
                t(
                    "There is already {one} {id} ({path}).",
                    one=t(kind.one),
                    id=record_id,
                    path=path,
                )
            )
        schema = "../" * (path.count("/")) + f"schemas/{kind.name}.schema.json"
        header = f"# yaml-language-server: $schema={schema}\n"
        self._before[path] = None
        self._after[path] = (header + block(fields)).encode()
        return path

    def edit(self, path: str, edits: Iterable[Edit]) -> None:
        """Plan edits of one file, one after the other."""
        document = self._document(path)
        for edit in edits:
            document = splice.apply(document, edit)
        self._set(path, document.text.encode())

    def replace(self, path: str, content: str) -> None:
        """Plan the whole text of a file, as a person wrote it in an editor."""
        self._set(path, Text(content).encode())

    def one_line_end(self, path: str) -> None:
        """Plan that a file with mixed line ends has LF throughout."""
        self._set(path, self._bytes(path).replace(b"\r\n", b"\n"))

    def move(self, path: str, target: str) -> None:
        """Plan that a file gets another name."""
        if not self._is_free(target):
            raise Refused(t("There is already a file {path}.", path=target))
        data = self._bytes(path)
        self._set(path, None)
        self._before.setdefault(target, None)
        self._after[target] = data
        self.moved[target] = path

    def _is_free(self, path: str) -> bool:
        """Whether there is nothing at a path, not even a link or what cannot be read."""
        if self._after.get(path) is not None:
            return False
        found = self._snapshot.read(path)
        return isinstance(found, Unreadable) and found == "gone"

    def _set(self, path: str, data: bytes | None) -> None:
        if path not in self._before:
            self._before[path] = self._bytes(path)
        self._after[path] = data

    def _bytes(self, path: str) -> bytes:
        data = self._after[path] if path in self._after else self._snapshot.read(path)
        if data is None or isinstance(data, Unreadable):
            raise Refused(t("{path} cannot be read.", path=path))
        return data

    def _document(self, path: str) -> Document:
        text, _ = decode(self._bytes(path))
        document = parse(text)[0] if text else None
        if document is None:
            raise Refused(
                t("{path} cannot be read.", path=path), t("See what is wrong with it: cpp validate")
            )
        return document

    # Looking at it

    @property
    def changes(self) -> dict[str, Change]:
        """Every file that would be different, by path."""
        return {
            path: Change(self._before[path], after, self.moved.get(path))
            for path, after in self._after.items()
            if self._before[path] != after
        }

    def after(self) -> Store:
        """Return the records as they would be; what does not change is not read again."""
        return self._store.after(self._after)

    def new_findings(self) -> list[Finding]:
        """Return the errors that the plan would add to the records."""
        return added_errors(self._store, self.after(), self._today)

    def diff(self) -> list[tuple[str, list[str]]]:
        """Return, for each file that is there afterwards, the lines that go and come."""
        return [
            (path, _diff(self._before[self.moved.get(path, path)], change.after))
            for path, change in self.changes.items()
            if change.after is not None
        ]

    # Carrying it out

    def renew(self) -> None:
        """Read again what somebody else may have changed since the plan was begun."""
        self._store = load(self._snapshot)

    def carry_out(self, root: Path, state: Path) -> None:
        """Write everything, or nothing; a new text that finds its place taken is kept as a draft.

        `state` is the folder for the journal and the drafts. To be called under the lock.
        """
        try:
            write(root, state, self.changes)
        except ChangedMeanwhile as stop:
            kept = [
                t(
                    "What was to be written is kept in {draft}.",
                    draft=keep(state, name, change.after),
                )
                for name, change in self.changes.items()
                if change.after is not None
            ]
            raise ChangedMeanwhile(stop.message, *stop.hints, *kept) from stop


def _diff(before: bytes | None, after: bytes | None) -> list[str]:
    names_and_lines = difflib.unified_diff(_lines(before), _lines(after), n=0, lineterm="")
    return [line for line in islice(names_and_lines, 2, None) if not line.startswith("@@")]


def _lines(data: bytes | None) -> list[str]:
    return data.decode(errors="replace").splitlines() if data else []
