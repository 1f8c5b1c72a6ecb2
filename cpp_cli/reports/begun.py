"""What was made for a folder of records to begin, and what to do next."""

from __future__ import annotations

import shlex
from typing import Any

from cpp_cli.messages import t
from cpp_cli.models.kinds import PROGRAM_PATH
from cpp_cli.reports.answer import Answer, Block, Heading, Items, Paragraph

_KEPT = ".gitkeep"


class Begun:
    """What there was to do, and is done unless it is only shown.

    `made` says of each file what it is for, `left` what somebody can do about it.
    """

    def __init__(self, folder: str, here: bool, dry_run: bool, new_repository: bool) -> None:
        self.folder = folder
        self.here = here
        self.dry_run = dry_run
        self.new_repository = new_repository
        self.records: list[str] = []
        self.schemas: list[str] = []
        self.made: dict[str, str] = {}
        self.renewed: list[str] = []
        self.left: dict[str, str] = {}
        self.driver = ""
        """`made` or `there`, where git is told how to put records together."""
        self.unfinished = ""
        """The file in which it is not said yet where this program is installed from."""
        self.notes: list[str] = []

    @property
    def does_something(self) -> bool:
        """Whether anything is made or changed."""
        files = self.records or self.schemas or self.made or self.renewed
        return bool(files) or self.new_repository or self.driver == "made"


def report(begun: Begun) -> Answer:
    """Return what was made, what was left alone, and what to do next."""
    blocks: list[Block] = [Paragraph(_first(begun))]
    rows = _rows(begun)
    if rows:
        blocks.append(_items(rows))
    if begun.notes:
        blocks.append(Items(begun.notes))
    if begun.left:
        blocks += [Heading(t("Left as they are"), 2), _items(list(begun.left.items()))]
    if begun.unfinished:
        said = t(
            "Not finished: where cpp is installed from could not be found out. Fill in CPP_SOURCE"
            " at the top of {path}; until then every change is refused there.",
            path=begun.unfinished,
        )
        blocks.append(Paragraph(said, "bad"))
    if not begun.dry_run:
        blocks += [Heading(t("What to do next"), 2), _items(_next(begun))]
    return Answer(blocks, data=_data(begun))


def _items(pairs: list[tuple[str, str]]) -> Items:
    return Items([f"{name}: {words}" for name, words in pairs])


def _first(begun: Begun) -> str:
    if not begun.does_something:
        return t("All is there in {folder}; nothing was changed.", folder=begun.folder)
    if begun.dry_run:
        return t("In {folder} this would be made; nothing is written yet:", folder=begun.folder)
    if begun.records:
        return t("Your records begin in {folder}. This was made:", folder=begun.folder)
    return t("In {folder} this was made:", folder=begun.folder)


def _rows(begun: Begun) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if PROGRAM_PATH in begun.records:
        rows.append((PROGRAM_PATH, t("who you are, and your words: each part is explained in it")))
    others = [path for path in begun.records if path != PROGRAM_PATH]
    if len(others) == 1:
        rows.append((others[0], t("the partner that is you")))
    elif others:
        rows.append(("records/", t("{count} invented records", count=len(others))))
    empty = [path.removesuffix(_KEPT) for path in begun.made if path.endswith(_KEPT)]
    if empty:
        rows.append((", ".join(empty), t("places for what is to come")))
    rows += [(path, t(what)) for path, what in begun.made.items() if not path.endswith(_KEPT)]
    if begun.schemas:
        rows.append(("schemas/", t("what each record may say, for editors")))
    rows += [(path, t("our lines in it, made anew; yours stayed")) for path in begun.renewed]
    if begun.new_repository:
        rows.append((".git/", t("where git keeps what was, and who changed it")))
    if begun.driver == "made":
        rows.append((t("git"), t("puts changes of two people to one record together, by field")))
    return rows


def _next(begun: Begun) -> list[tuple[str, str]]:
    cpp = "cpp" if begun.here else f"cpp -C {shlex.quote(begun.folder)}"
    steps = [
        (f"{cpp} partner add", t("write down the first partner; you are asked for what is needed")),
        (f"{cpp} validate", t("check every record")),
        (f"{cpp} submit", t("hand in what you have written, for others to review")),
        (f"{cpp} doctor", t("is everything in place on this computer?")),
    ]
    if not begun.driver:
        merging = t("have changes of two people to one record put together, by field")
        steps.append((f"{cpp} init --merge-driver", merging))
    return steps


def _data(begun: Begun) -> dict[str, Any]:
    return {
        "folder": begun.folder,
        "written": begun.does_something and not begun.dry_run,
        "made": [*begun.records, *begun.schemas, *begun.made],
        "renewed": begun.renewed,
        "left": [{"path": path, "what_to_do": said} for path, said in begun.left.items()],
        "new_repository": begun.new_repository,
        "merge_driver": bool(begun.driver),
        "notes": begun.notes,
        "unfinished": begun.unfinished or None,
    }
