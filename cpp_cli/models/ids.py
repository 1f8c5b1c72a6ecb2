"""Ids: what one looks like. An id is the name of a file, and is completed by shells."""

import re

ID_PATTERN = r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?"
_ID = re.compile(ID_PATTERN)
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[1-9]")


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return _ID.fullmatch(text) is not None


def is_reserved(record_id: str) -> bool:
    """Whether Windows keeps this name for a device, so that no file there can have it."""
    return _RESERVED.fullmatch(record_id) is not None
