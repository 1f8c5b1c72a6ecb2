"""YAML texts as people write them: every style of value, and comments in every place."""

from hypothesis import strategies as st

from cpp_cli.editing.emit import Data, Typed

MARK = "!"
"""What a comment begins with in these texts, and nothing else that follows a `#`."""

NAMES = "abcdefgh"
_TAILS = ("", " - old", ": x", " 'q", ' "', " [a, b", " {", " | >", " # more", " ñ")

values: st.SearchStrategy[Data] = st.recursive(
    st.one_of(
        st.sampled_from(["one", "two words", "ñandú y más", "10:30 or so", "#tag", "it's", "x: y"]),
        st.sampled_from(["", " lead", "- dash", "a #b", "no", "~", "[x]", "l1\n", "l1\n\n  l2"]),
        st.sampled_from(["true", "12", "1.50", "2026-01-31"]).map(Typed),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)
"""What somebody may want to write: texts, typed values, lists and groups."""


class _Writer:
    """Writes a text line by line, drawing the style of each value."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self._marks = 0

    def one_in(self, count: int) -> bool:
        return self.draw(st.integers(1, count)) == count

    def some(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def mark(self) -> str:
        self._marks += 1
        return f"#{MARK}{self._marks}{self.some(*_TAILS)}"

    def beside(self) -> str:
        """A comment at the end of a line, or nothing."""
        return self.some(" ", "  ") + self.mark() if self.one_in(4) else self.some("", "", " ")

    def between(self, most: int) -> None:
        """Comments and blank lines on lines of their own."""
        while self.one_in(5):
            indent = " " * self.draw(st.integers(0, most))
            self.lines.append("" if self.one_in(2) else indent + self.mark())

    def mapping(self, indent: int, depth: int, lead: str = "") -> None:
        """Fields in a column; `lead` is what stands before the first."""
        names = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5 - depth)
        for name in self.draw(names):
            written = self.some(name, name, f'"{name}"', f"'{name}'")
            self.field(f"{lead or ' ' * indent}{written}:", indent, depth, False)
            lead = ""

    def field(self, lead: str, indent: int, depth: int, in_list: bool) -> None:
        """What follows a colon or a dash; `indent` is the column of the field."""
        deep = self.draw(st.integers(0, 3)) if depth < 3 else 0
        if deep == 0 or (deep == 3 and not in_list):
            return self.between(self.scalar(lead, " " * (indent + 2), indent))
        if deep == 3:
            self.mapping(indent + 2, depth + 1, lead + " ")
            return self.between(indent + 1)
        self.lines.append(lead + self.beside())
        self.between(indent + 3)
        if deep == 1:
            self.mapping(indent + self.draw(st.sampled_from([2, 2, 4])), depth + 1)
        else:
            column = indent + (2 if in_list else self.draw(st.sampled_from([0, 2])))
            for _ in range(self.draw(st.integers(1, 3))):
                self.field(f"{' ' * column}-", column, depth + 1, True)
        return self.between(indent + 1)

    def scalar(self, lead: str, inner: str, indent: int) -> int:
        """Write a value; return how far the comments below it may be indented."""
        word = self.some("one", "two words", "ñandú", "a#b", "-1")
        style = self.some("line", "line", "line", "brackets", "brackets", "lines", "long")
        if style == "line":
            one = self.some(
                "", "~", word, f"'it''s # {word}'", f'"{word}: \\"x\\" # \\u00f1"', "12"
            )
            self.lines.append(f"{lead} {one}".rstrip() + self.beside())
        elif style == "brackets":
            inside = self.some("", " ", "x", "x, y", "x, 'y # z', m#h", "x: 1", "[x], {y: z}", "x,")
            group = self.some("", "a: x", "a: x, b: [y]", '"a": {b: c}', "a: , b: x", "a: x,", "a")
            self.lines.append(f"{lead} {self.some(f'[{inside}]', f'{{{group}}}')}{self.beside()}")
        elif style == "lines":
            quote = self.some("'", '"')
            self.lines += self.draw(
                st.sampled_from(
                    [
                        [f"{lead}{self.beside()}", f"{inner}{word}{self.beside()}"],
                        [f"{lead} {word}", "", f"{inner}more{self.beside()}"],
                        [f"{lead} {quote}{word}", f"{inner} # no{quote}{self.beside()}"],
                        [f"{lead} [{self.beside()}", f"{inner}x{self.beside()}", f"{inner}]"],
                    ]
                )
            )
        else:
            sign = self.some("|", ">") + self.some("", "-", "+", "2")
            self.lines += [
                f"{lead} {sign}{self.beside()}",
                inner + word,
                "",
                f"{inner}# no comment",
            ]
        return indent if style == "long" else indent + 3


@st.composite
def _texts(draw: st.DrawFn) -> str:
    writer = _Writer(draw)
    writer.between(0)
    if writer.one_in(6):
        writer.lines.append("---" + writer.beside())
    writer.mapping(draw(st.sampled_from([0, 0, 2])), 0)
    if writer.one_in(8):
        writer.lines.append("...")
        writer.between(2)
    end = writer.some("\n", "\r\n")
    return end.join(writer.lines) + (end if draw(st.integers(0, 3)) < 3 else "")


texts = _texts()
"""Texts that can be read; each of their comments begins with MARK and a number of its own."""
