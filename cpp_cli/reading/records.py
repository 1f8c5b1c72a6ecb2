"""The records of one kind by id: each is made when somebody asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, ValuesView

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.files import Files
    from cpp_cli.reading.record import Record


class Records(Mapping[str, "Record[Any]"]):
    """The records of one kind by id, by path; each is made when it is asked for, and kept."""

    def __init__(self, files: Files, kind: Kind) -> None:
        self._files = files
        self._kind = kind
        self.paths = files.paths_by_id(kind)
        self._made: dict[str, Record[Any]] = {}

    def __getitem__(self, record_id: str) -> Record[Any]:
        record = self._made.get(record_id)
        if record is None:
            path = self.paths[record_id]
            record = self._made[record_id] = cast("Record[Any]", self._files.record(path))
        return record

    def values(self) -> ValuesView[Record[Any]]:
        """Return all records, by path."""
        return self._all().values()

    def items(self) -> ItemsView[str, Record[Any]]:
        """Return all records with their ids, by path."""
        return self._all().items()

    def _all(self) -> dict[str, Record[Any]]:
        made = self._made
        if len(made) < len(self.paths):
            every = self._files.in_brief(self._kind, self.paths)
            found = zip(self.paths, every, strict=True)
            # Who holds one of them already is to have the same.
            self._made = {key: made.get(key, record) for key, record in found}
        return self._made

    def get(self, record_id: str, default: Any = None) -> Any:
        """Return the record with an id."""
        return self[record_id] if record_id in self.paths else default

    def __contains__(self, record_id: object) -> bool:
        return record_id in self.paths

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)
