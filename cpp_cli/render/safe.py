"""Text from records, made safe to show: nothing in it commands a terminal or a build's log, nothing
hides in it, nothing turns it round."""

_ASCII = bytes(range(128))
_SEEN = (
    ("\xa1", "\xac"),
    ("\xae", "\u02ff"),
    ("\u2010", "\u2027"),
    ("\u2030", "\u205e"),
    ("\u20a0", "\u20bf"),
)
"""Latin letters, and the dashes, quotes and signs of money beside them: each takes one column."""


def safe(text: str) -> str:
    """Return text with what is unseen or turns it round shown as `\\u{…}`; LF stays.

    A byte of a file's name that is not UTF-8 is shown as `\\x…`. What a build's log would take for
    a command (`::` at the beginning of a line, `##[`) is broken by showing one character so, too.
    """
    if is_plain(text.replace("\n", "")):
        return text
    from cpp_cli.render.unseen import shown

    return shown(text)


def is_plain(text: str) -> bool:
    """Whether a text is certainly shown as it is: on one line, a column for each character."""
    return (
        text.isprintable()
        and (text.isascii() or _is_seen(text))
        and "::" not in text
        and "##" not in text
    )


def _is_seen(text: str) -> bool:
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return all(
        any(first <= character <= last for first, last in _SEEN)
        for character in set(beyond.decode("utf-8", "surrogatepass"))
    )


def one_line(text: str, limit: int = 0) -> str:
    """Return text on one line, cut to `limit` characters where a limit is given."""
    line = text if is_plain(text) else safe(" ".join(text.split("\n")))
    return line if not limit or len(line) <= limit else line[: limit - 1] + "…"


def exact_line(text: str) -> str:
    """Return a message or a line with a file's name on one line: LF in the name is shown too."""
    return safe(text.replace("\n", "\\u{a}"))


def width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii() or is_plain(text):
        return len(text)
    from cpp_cli.render.unseen import width

    return width(text)
