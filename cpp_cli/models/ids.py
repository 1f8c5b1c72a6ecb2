"""Ids: what one looks like. An id is the name of a file, and is completed by shells."""

ID_PATTERN = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
_MOST = 80
_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


def is_id(text: str) -> bool:
    """Whether a text can be an id: what `ID_PATTERN` says, without the library that reads it."""
    return (
        0 < len(text) <= _MOST
        and not text.strip(_CHARACTERS)
        and not (text.startswith("-") or text.endswith("-"))
    )


def is_reserved(record_id: str) -> bool:
    """Whether Windows keeps this name for a device, so that no file there can have it."""
    return record_id in _RESERVED
