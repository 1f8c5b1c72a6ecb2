"""Words in the language of whoever reads, beside those that were said: where a record has them."""

from __future__ import annotations

from cpp_cli.ledger.words import in_language
from cpp_cli.messages import language, t

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


def translated(part: Any, field: str, spoken: str | None) -> list[tuple[str, str]]:
    """Return a text of a part in the language in use as a fact; nothing where it is in it."""
    text = in_language(part, field, language(), spoken)
    return [] if text == getattr(part, field) else [(t("Translated"), " ".join(text.split()))]
