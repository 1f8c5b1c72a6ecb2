"""Words in a language: those of the records stay as they were said, and may stand in others too."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def in_language(part: Any, field: str, language: str, spoken: str | None = None) -> str:
    """Return a text of a part in a language where its record has it, else as it was said.

    `spoken` is the language of the record. A translation may be of a kind of the language that is
    asked for (`es-MX` for `es`).
    """
    text: str = getattr(part, field)
    if spoken and _same(spoken, language):
        return text
    translated = part.translated
    found = (words for tag, words in translated.items() if _same(tag, language))
    return translated.get(language) or next(found, text)


def _same(tag: str, language: str) -> bool:
    """Whether a language tag is a language, or a kind of it."""
    return tag.lower().partition("-")[0] == language.lower().partition("-")[0]
