"""Texts that a repository begins with: plain files beside this, with `{name}` where words go."""

import json
import re
from pathlib import Path

_HERE = Path(__file__).parent
EXAMPLE = _HERE / "example.json"
"""The example records in one file: they have to be there wherever this is installed."""


def template(name: str) -> str:
    """Return the text of a template as it is."""
    return (_HERE / "files" / name).read_text(encoding="utf-8")


def filled(file: str, /, **words: str) -> str:
    """Return a template with its words filled in; what else stands in braces stays."""
    slot = re.compile(r"\{(" + "|".join(words) + r")\}")
    return slot.sub(lambda found: words[found[1]], template(file))


def example() -> dict[str, bytes]:
    """Return the example records by path."""
    texts: dict[str, str] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return {path: text.encode() for path, text in texts.items()}
