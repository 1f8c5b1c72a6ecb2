"""Names in a text: whose name it holds, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.reading.paths import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_ASCII_WORDS = "".join(c.lower() if c.isalnum() else " " for c in map(chr, range(128)))
"""What each ASCII character is in words: a small letter, or what stands between words."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"
"""What may stand inside a word and is not seen."""
_WORD = rf"[^\W_](?:[^\W_]|[{_UNSEEN}\u0300-\u036f])*"


class Names:
    """Names as words, each with what it tells of; one that tells of nothing may be known.

    The latter are there so that a shorter name inside is not taken for another. `alone` are single
    words that tell of somebody where they are written just so, with their capitals. `signs` has one
    word, the least usual, of each name that tells.
    """

    __slots__ = ("alone", "lengths", "signs", "tell")

    def __init__(self, named: Iterable[tuple[str, str]], alone: Collection[str] = ()) -> None:
        self.tell: dict[tuple[str, ...], str] = {}
        self.alone = frozenset(alone)
        for name, tells in named:
            words = tuple(words_of(name))
            if words and not tells:
                self.tell[words] = ""
            elif words:
                self.tell.setdefault(words, tells)
        lengths: dict[str, set[int]] = {}
        usual: dict[str, int] = {}
        for words in self.tell:
            lengths.setdefault(words[0], set()).add(len(words))
            for word in words:
                usual[word] = usual.get(word, 0) + 1
        self.lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self.signs = {
            min(words, key=usual.__getitem__) for words, tells in self.tell.items() if tells
        }

    def told(self, words: Sequence[str]) -> set[str]:
        """Return what the names among these words tell of."""
        return {tells for _, _, tells in self._found(words) if tells}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where the names stand in a text that tell of somebody."""
        import re

        spans = [match.span() for match in re.finditer(_WORD, text)]
        words = [text[start:end] for start, end in spans]
        folded = list(map(plain, words))
        known: set[int] = set()
        found: list[tuple[int, int]] = []
        for first, last, tells in self._found(folded):
            known.update(range(first, last))
            if tells:
                found.append((spans[first][0], spans[last - 1][1]))
        found += [
            span
            for at, (span, word) in enumerate(zip(spans, words, strict=True))
            if at not in known and _seen(word) in self.alone
        ]
        return sorted(found)

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield each name among words: its first, the one after its last, what it tells of."""
        after = 0
        for at, word in enumerate(words):
            if at < after or word not in self.lengths:
                continue
            for length in self.lengths[word]:
                tells = self.tell.get(tuple(words[at : at + length]))
                if tells is not None:
                    after = at + length
                    yield at, after, tells
                    break


def words_of(text: str) -> Sequence[str]:
    """Return the words of a text, alike however they are written: capitals, accents, joiners."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()
    import re

    return [plain(word) for word in re.findall(_WORD, text)]


def _seen(word: str) -> str:
    """A word as it is seen."""
    if word.isascii():
        return word
    import re
    from unicodedata import normalize

    return re.sub(f"[{_UNSEEN}]+", "", normalize("NFC", word))
