"""Notes: what an answer says about places in files, for whoever shows it beside their lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from cpp_cli.finding import Place

    Level = Literal["error", "warning", "notice"]


class Note:
    """What is to be said of a file, in a few lines; `place` is None where the file is gone."""

    __slots__ = ("level", "lines", "path", "place", "title")

    def __init__(
        self, level: Level, path: str, place: Place | None, title: str, *lines: str
    ) -> None:
        self.level = level
        self.path = path
        self.place = place
        self.title = title
        self.lines = lines
