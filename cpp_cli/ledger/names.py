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
_BETWEEN = " .,·・-_"
"""What may stand between the parts of a name."""
WORD = rf"[^\W_](?:[^\W_]|[{_UNSEEN}\u0300-\u036f])*"


class Names:
    """Names as words, each with what it tells of; one that tells of nothing may be known.

    The latter are there so that a shorter name inside is not taken for another. `alone` are single
    words that tell of somebody where they begin with a capital. `signs` has one word, the least
    usual, of each name that tells. `pieces` are names in letters that have no capitals, as Chinese,
    Thai or Arabic ones: words run together there, or take endings.
    """

    __slots__ = ("alone", "lengths", "pieces", "signs", "tell")

    def __init__(self, named: Iterable[tuple[str, str]], alone: Collection[str] = ()) -> None:
        self.tell: dict[tuple[str, ...], str] = {}
        self.alone = frozenset(plain(word) for word in alone)
        self.pieces: set[str] = {_run(word) for word in alone if _without_capitals(word)}
        for name, tells in named:
            if tells and _without_capitals(name):
                self.pieces.add(_run(name))
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

        spans = [match.span() for match in re.finditer(WORD, text)]
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
            if at not in known and not word[0].islower() and folded[at] in self.alone
        ]
        if self.pieces and not text.isascii():
            found += self._inside(text)
        return sorted(found)

    def _inside(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where names stand that have no capitals, also in the middle of a word."""
        letters, at = [], []
        for number, character in enumerate(text):
            for letter in _run(character):
                letters.append(letter)
                at.append(number)
        run = "".join(letters)
        for piece in self.pieces:
            first = run.find(piece)
            while first >= 0:
                yield at[first], at[first + len(piece) - 1] + 1
                first = run.find(piece, first + len(piece))

    def _found(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield each name among words: its first, the one after its last, what it tells of."""
        after = 0
        for at, word in enumerate(words):
            if at < after or word not in self.lengths:
                continue
            for length in self.lengths[word]:
                here = tuple(words[at : at + length])
                tells = self.tell.get(here)
                if tells is not None and len(here) == length:
                    after = at + length
                    yield at, after, tells
                    break


def words_of(text: str) -> Sequence[str]:
    """Return the words of a text, alike however they are written: capitals, accents, joiners."""
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()
    import re

    return [plain(word) for word in re.findall(WORD, text)]


def _without_capitals(name: str) -> bool:
    """Whether a name has letters of a script that knows no capitals, and is not one letter."""
    if name.isascii() or len(name) == 1:
        return False
    return any(one.isalpha() and one.lower() == one.upper() for one in name)


def _run(text: str) -> str:
    """Return a text as names are compared, without what stands between words."""
    return "".join(one for one in plain(text) if one.isprintable() and one not in _BETWEEN)
