"""One file of a snapshot: what came of reading it, and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.models.kinds import id_of
from cpp_cli.reading.around import unreadable
from cpp_cli.reading.paths import hidden_character
from cpp_cli.reading.record import Reading
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.text import Text, decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.snapshot import Snapshot


def reading(path: str, kind: Kind, data: bytes | Unreadable) -> Reading:
    """Read one file, or say why it cannot be read."""
    name = id_of(path)
    if hidden_character(name):
        return Reading(path, kind, None, frozenset({name}))
    if isinstance(data, Unreadable):
        return Reading(path, kind, None, frozenset({name}), (unreadable(path, data),))
    from cpp_cli.reading.reader import read

    return read(path, kind, data)


def text_of(snapshot: Snapshot) -> Callable[[str], Text | None]:
    """Return what gives the text of a file of a snapshot."""

    def read(path: str) -> Text | None:
        data = snapshot.read(path)
        return None if isinstance(data, Unreadable) else decode(data)[0]

    return read
