"""Any two versions of any file: nothing of either is lost, and what comes out can be read."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from cpp_cli.editing.edits import Append, CannotEdit, Edit, Set, Unset
from cpp_cli.editing.emit import block, data
from cpp_cli.editing.splice import apply
from cpp_cli.finding import Keys
from cpp_cli.merging.clash import Odd, Side, Way
from cpp_cli.merging.cut import cut
from cpp_cli.merging.merge import Clashes, Merged, merge
from cpp_cli.merging.says import as_data, frozen, said
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from cpp_cli.reading.text import Text
from tests.rigs import worlds
from tests.support import examples
from tests.yaml_texts import MARK, NAMES, texts, values

PATH = "records/partners/garden.yaml"


def document_of(text: str) -> Document:
    document, faults = parse(Text(text))
    assert document is not None, (text, faults)
    return document


def says(text: str) -> Any:
    return said(document_of(text).root)


def comments(text: str) -> set[str]:
    return set(cut(document_of(text.replace("\r\n", "\n"))).comments())


def ways(node: Node, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from ways(item, (*keys, number))
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from ways(value, (*keys, name))


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Edit:
    keys = draw(st.sampled_from(list(ways(document.root))))
    way = draw(st.integers(0, 4))
    if way == 0:
        return Unset(keys)
    if way == 1:
        return Append(keys, draw(values))
    if way == 2:
        return Set((*keys[:-1], draw(st.sampled_from(NAMES))), draw(values))
    return Set(keys, draw(values))


def comment_put(draw: st.DrawFn, text: str, mark: str) -> str:
    """Put a comment somewhere, or take one away, where the text says the same then."""
    rows = text.split("\n")
    at = draw(st.integers(0, len(rows) - 1))
    way = draw(st.integers(0, 2))
    if way == 0:
        rows.insert(at, f"#{MARK}{mark}")
    elif way == 1:
        rows[at] = rows[at].rstrip("\r") + f" #{MARK}{mark}"
    else:
        rows[at] = re.sub(rf"\s*#{MARK}.*", "", rows[at])
    after = "\n".join(rows)
    document, _ = parse(Text(after))
    return after if document and said(document.root) == says(text) else text


def word_put(draw: st.DrawFn, text: str) -> str:
    """Type a word over a value, or take a line away, where the text can be read then."""
    document = document_of(text)
    spots = [
        node for keys in ways(document.root) if isinstance(node := document.node(keys), Scalar)
    ]
    if not spots:
        return text
    node = draw(st.sampled_from(spots))
    word = draw(st.sampled_from(["this", "'that'", '"this"', "2026-02-10"]))
    after = f"{text[: node.start]} {word}{text[node.end :]}"
    if draw(st.integers(0, 3)) == 0:
        rows = text.splitlines(keepends=True)
        del rows[document.text.place(node.start).line - 1]
        after = "".join(rows)
    return after if parse(Text(after))[0] else text


@st.composite
def versions(draw: st.DrawFn, base: str, mark: str) -> str:
    """A version of a text: some edits of it, by hand or by a command, comments among them."""
    document = document_of(base)
    for number in range(draw(st.integers(1, 5))):
        way = draw(st.integers(0, 3))
        try:
            if way == 0:
                document = apply(document, draw(edits(document)))
            elif way < 3:
                document = document_of(word_put(draw, document.text.content))
            else:
                put = comment_put(draw, document.text.content, f"{mark}{number}")
                document = document_of(put)
        except CannotEdit:
            event("refused")
    return document.text.content


@st.composite
def records(draw: st.DrawFn) -> str:
    """A record of a small world, written by the tool."""
    rng = Random(draw(st.integers(0, 100_000)))
    kind = draw(st.sampled_from((worlds.partner, worlds.meeting, worlds.promise, worlds.harm)))
    return block(data(kind("garden")(rng)))


@st.composite
def trios(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(st.one_of(texts, records()))
    return base, draw(versions(base, "mine")), draw(versions(base, "theirs"))


def answered(base: str, ours: str, theirs: str, side: Side) -> tuple[str, list[Way]]:
    """Return what comes out where every clash is answered in the same way, and the clashes."""
    found = merge(PATH, base.encode(), ours.encode(), theirs.encode())
    asked: list[Way] = []
    if isinstance(found, Clashes):
        asked = [clash.way for clash in found.clashes]
        assert all(clash.why in (None, Odd.NOTHING_LEFT) for clash in found.clashes), found
        assert len(asked) == len(set(asked)), asked
        answers = dict.fromkeys(asked, side)
        found = merge(PATH, base.encode(), ours.encode(), theirs.encode(), answers)
    assert isinstance(found, Merged), found
    assert found.data is not None
    return found.data.decode(), asked


def unordered(value: Any) -> Any:
    """Return what is said without the order of lists."""
    if isinstance(value, tuple):
        return frozenset(
            (one, count) for one, count in _counted(frozen_(item) for item in value).items()
        )
    return value


def frozen_(value: Any) -> Any:
    if isinstance(value, dict):
        return frozenset((name, frozen_(item)) for name, item in value.items())
    if isinstance(value, tuple):
        return unordered(value)
    return frozen(value)


def _counted(found: Iterator[Any]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for one in found:
        counts[one] = counts.get(one, 0) + 1
    return counts


def leaves(value: Any, way: Keys = ()) -> Iterator[tuple[Any, Any]]:
    """Yield every word of a record with the names of the fields that lead to it."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*way, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from leaves(item, way)
    else:
        yield way, frozen(value)


def words(text: str) -> set[tuple[Any, Any]]:
    """Return every word of a text by its fields, but for notes, which grow from both sides."""
    return {(way, word) for way, word in leaves(says(text)) if way != ("notes",)}


@examples(50)
@given(trios())
def test_nothing_is_lost_and_nothing_is_made_up(trio: tuple[str, str, str]) -> None:
    base, ours, theirs = trio
    text, asked = answered(base, ours, theirs, Side.OURS)
    event("clash" if asked else "merged")
    was, mine, other, found = map(words, (base, ours, theirs, text))
    if not asked:
        assert (mine - was) | (other - was) <= found
    assert found <= mine | other
    old, our, their, held = map(comments, (base, ours, theirs, text))
    assert (our & their) | (our - old) | (their - old) <= held
    assert held <= our | their


@examples(50)
@given(trios())
def test_both_ways_round_a_merge_says_the_same(trio: tuple[str, str, str]) -> None:
    base, ours, theirs = trio
    one, asked = answered(base, ours, theirs, Side.OURS)
    other, again = answered(base, theirs, ours, Side.THEIRS)
    assert sorted(asked) == sorted(again)
    assert frozen_(says(one)) == frozen_(says(other))


@examples(40)
@given(st.data(), st.one_of(texts, records()))
def test_where_one_side_changed_nothing_the_other_comes_out(draw: st.DataObject, base: str) -> None:
    version = draw.draw(versions(base, "v"))
    for ours, theirs in ((version, base), (base, version), (version, version)):
        found = merge(PATH, base.encode(), ours.encode(), theirs.encode())
        assert found == Merged(version.encode())
    # A comment more, so that the fields are looked at one by one.
    touched = f"# touched\n{base}"
    assert says(answered(base, touched, version, Side.OURS)[0]) == says(version)
    assert says(answered(base, version, touched, Side.OURS)[0]) == says(version)


@examples(40)
@given(trios())
def test_lines_of_ours_that_nobody_touched_stay_as_they_are(trio: tuple[str, str, str]) -> None:
    base, ours, _ = trio
    text, asked = answered(base, ours, f"# touched\n{base}", Side.OURS)
    assert asked == []
    assert re.sub(r"^ *# touched\r?\n", "", text, flags=re.MULTILINE) == ours


def at(value: Any, way: Way) -> Any:
    """Return what stands at a way of names alone; None: nothing, or it leads through a list."""
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    return value


@examples(40)
@given(trios(), st.sampled_from(Side))
def test_what_is_answered_comes_out(trio: tuple[str, str, str], side: Side) -> None:
    base, ours, theirs = trio
    found = merge(PATH, base.encode(), ours.encode(), theirs.encode())
    text, _ = answered(base, ours, theirs, side)
    for clash in found.clashes if isinstance(found, Clashes) else ():
        chosen = clash.ours if side is Side.OURS else clash.theirs
        if not clash.way:
            assert text == chosen
            continue
        sides = says(ours), says(theirs)
        if at(sides[0], clash.way) is not None or at(sides[1], clash.way) is not None:
            event("answered")
            there = at(says(text), clash.way)
            assert (None if there is None else as_data(there)) == chosen
