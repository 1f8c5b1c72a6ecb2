"""The part of a file that is made by us; what stands above and below is people's own."""

BEGIN = "# cpp: from here on made by cpp init; your own lines go above or below"
END = "# cpp: up to here"


def section(text: str) -> str | None:
    """Return what stands between the two marks; None where they are not there, each once."""
    lines = text.splitlines()
    if lines.count(BEGIN) != 1 or lines.count(END) != 1:
        return None
    first, last = lines.index(BEGIN), lines.index(END)
    return "".join(f"{line}\n" for line in lines[first + 1 : last]) if first < last else None


def is_marked(text: str) -> bool:
    """Whether one of the marks is there."""
    return bool({BEGIN, END} & set(text.splitlines()))


def with_section(text: str, inner: str) -> str:
    """Return a text with this between the marks, which are added at its end where it has none.

    Everything else stays as it is, and lines end as they do there.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    made = [f"{line}{end}" for line in (BEGIN, *inner.splitlines(), END)]
    lines = text.splitlines(keepends=True)
    plain = [line.rstrip("\r\n") for line in lines]
    if section(text) is not None:
        before, after = lines[: plain.index(BEGIN)], lines[plain.index(END) + 1 :]
        return "".join([*before, *made, *after])
    if lines:
        lines[-1] = plain[-1] + end
        lines.append(end)
    return "".join([*lines, *made])
