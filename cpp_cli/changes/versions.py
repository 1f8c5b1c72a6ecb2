"""A version: what stood in the file of a record after a commit, and who left it there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from cpp_cli.models.ids import is_id
from cpp_cli.models.shape import SHARED, plain
from cpp_cli.reading.nodes import Mapping, Scalar
from cpp_cli.reading.one import reading
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.text import decode

if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.changes.differences import Data
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.nodes import Node
    from cpp_cli.reading.record import Record


class Made(NamedTuple):
    """Who made a version, when and why; `commit` is empty where it is not committed.

    `is_cut` says that what was before it is not on this computer.
    """

    commit: str
    who: str
    day: date | None
    message: str
    is_cut: bool = False


ON_DISK = Made("", "", None, "")


class Version:
    """What stood in the file of a record; `path` is None where nothing did.

    `parents` are the commits of the versions that it was made of.
    """

    def __init__(
        self,
        kind: Kind,
        made: Made,
        parents: tuple[str, ...],
        path: str | None = None,
        data: bytes | Unreadable | None = None,
    ) -> None:
        self.kind = kind
        self.made = made
        self.parents = parents
        self.path = path
        self.data = Unreadable("gone") if data is None else data

    @property
    def is_there(self) -> bool:
        """Whether there was a file."""
        return self.path is not None

    @cached_property
    def record(self) -> Record[Any] | None:
        """The record, as far as it is one by the rules of today."""
        return reading(self.path, self.kind, self.data).record if self.path else None

    @property
    def is_readable(self) -> bool:
        """Whether it can be told what it said, if only by the names in the file."""
        return not self.is_there or self.record is not None or self.written is not None

    @cached_property
    def said(self) -> Data:
        """What it said, as JSON can say it: what its kind has, then what every record may have."""
        found: Data = plain(self.record.model) if self.record else {}
        return dict(sorted(found.items(), key=lambda field: field[0] in SHARED))

    @cached_property
    def written(self) -> Data | None:
        """What it said as it is written, in texts, also with fields that are not known today."""
        from cpp_cli.reading.document import parse

        text = None if isinstance(self.data, Unreadable) else decode(self.data)[0]
        document = parse(text)[0] if text else None
        return _texts(document.root) if document else None

    @property
    def names(self) -> list[str]:
        """The ids that it says the record had before it."""
        said = self.said if self.record else self.written or {}
        ids = said.get("former_ids", [])
        # Where the record breaks the rules of today, anything may stand here.
        every = ids if isinstance(ids, list) else []
        return [one for one in every if isinstance(one, str) and is_id(one)]

    @property
    def lines(self) -> list[str]:
        """The lines of its file, whatever stands in them."""
        data = b"" if isinstance(self.data, Unreadable) else self.data
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n") if data]


def _texts(node: Node) -> Any:
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Mapping):
        return {name: _texts(value) for name, (_, value) in node.entries.items()}
    return [_texts(item) for item in node.items]
