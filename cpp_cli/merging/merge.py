"""Two versions of a file that grew from a third become one, or the clashes that forbid it.

What comes out is the text of ours with the fields, items and comments of theirs put in. It is read
again: it must say what the merge meant and hold every comment, else nothing comes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from cpp_cli.editing.around import newline_of
from cpp_cli.finding import Fault
from cpp_cli.merging.clash import Answer, Answers, Clash, Odd, Own, Side, Unreadable, Way
from cpp_cli.merging.cut import cut
from cpp_cli.merging.fields import Fields
from cpp_cli.merging.piece import Piece
from cpp_cli.merging.repeats import without_repeats
from cpp_cli.merging.says import said
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document
from cpp_cli.reading.text import Text, decode

WHOLE: Way = ()
"""The way to a whole file."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The bytes of the file that holds both versions; None: both sides have it no more."""

    data: bytes | None


@dataclass(frozen=True, slots=True)
class Clashes:
    """What somebody has to say before the versions can be merged, in the order of the file."""

    clashes: tuple[Clash, ...]


_NONE: Mapping[Way, Answer] = {}


def merge(
    path: str,
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    answers: Answers = _NONE,
) -> Merged | Clashes:
    """Merge two versions of the file at a path; None: a version does not have it.

    `answers` say of earlier clashes, by their way, what is meant.
    """
    base = base or None
    if ours == theirs or theirs == base:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    if ours is None or theirs is None or not _may_be_record(path):
        return _of_whole(base, ours, theirs, answers)
    read = {"ours": _read(ours), "theirs": _read(theirs)} | ({"base": _read(base)} if base else {})
    for version, document in read.items():
        if isinstance(document, Fault):
            why = Unreadable(version, document)
            return _of_whole(base, ours, theirs, answers, why)
    documents = [document for document in read.values() if isinstance(document, Document)]
    found = _by_field(documents, ours, answers)
    return _of_whole(base, ours, theirs, answers, found) if isinstance(found, Odd) else found


def _may_be_record(path: str) -> bool:
    return not path or path.endswith((".yaml", ".yml"))


def _read(data: bytes) -> Document | Fault:
    """Return a version with plain line ends and one at its end; these are put back afterwards."""
    text, faults = decode(data)
    if text is not None:
        content = text.content.replace("\r\n", "\n")
        document, faults = parse(Text(content if content.endswith("\n") else content + "\n"))
        if document is not None:
            return document
    return faults[0]


def _of_whole(
    base: bytes | None,
    ours: bytes | None,
    theirs: bytes | None,
    answers: Answers,
    why: Unreadable | Odd | None = None,
) -> Merged | Clashes:
    """Ask which version of a file is meant, where it cannot be told field by field."""
    answer = answers.get(WHOLE)
    if isinstance(answer, Own):
        return Merged(str(answer.value).encode())
    if answer is not None:
        return Merged(ours if answer is Side.OURS else theirs)
    was, mine, other = (
        None if data is None else data.decode("utf-8", "replace") for data in (base, ours, theirs)
    )
    return Clashes((Clash(WHOLE, was, mine, other, why),))


def _by_field(documents: list[Document], ours: bytes, answers: Answers) -> Merged | Clashes | Odd:
    mine, other, *was = pieces = [cut(document) for document in documents]
    fields = Fields(answers)
    piece, _ = fields.whole(was[0] if was else None, mine, other)
    if fields.clashes:
        return Clashes(tuple(fields.clashes))
    if piece is None:
        return Odd.NOTHING_LEFT
    return _checked(without_repeats(piece, mine, other, was[0] if was else None), pieces, ours)


def _checked(piece: Piece, versions: list[Piece], ours: bytes) -> Merged | Odd:
    """Return what was merged, if it says what was meant and holds every comment."""
    text = "\n".join(piece.lines()) + "\n"
    data = _like(ours, text)
    document = _read(data)
    if not isinstance(document, Document) or said(document.root) != piece.says:
        return Odd.UNFIT
    wanted = _wanted(*(set(one.comments()) for one in versions))
    return Merged(data) if wanted <= set(cut(document).comments()) else Odd.UNFIT


def _wanted(ours: set[str], theirs: set[str], base: set[str] | None = None) -> set[str]:
    """The comments that both left, and those that one of them has added."""
    return (ours & theirs) | ((ours | theirs) - (base or set()))


def _like(ours: bytes, text: str) -> bytes:
    """Return a text as ours is written: with its mark, and the line ends that its lines have."""
    old, _ = decode(ours)
    assert old
    lines, before = text.splitlines(keepends=True), old.content.splitlines(keepends=True)
    end = newline_of(old.content)
    written = [line.replace("\n", end) for line in lines]
    if 0 < old.content.count("\r\n") < old.content.count("\n"):
        plain = [line.replace("\r\n", "\n") for line in before]
        for same in SequenceMatcher(None, plain, lines, autojunk=False).get_matching_blocks():
            written[same.b : same.b + same.size] = before[same.a : same.a + same.size]
    whole = "".join(written)
    if not old.content.endswith("\n") and lines[-1:] == [f"{before[-1]}\n"]:
        whole = whole.removesuffix(end)
    return Text(whole, old.bom).encode()
