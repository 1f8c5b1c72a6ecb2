"""Words in a language: those of the records stay as they were said, and may stand in others too."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.models.program import Program


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


def contact(program: Program, language: str) -> list[tuple[str, str | None]]:
    """Return the paragraphs of how to say that something is wrong, each with its language.

    Where there is one for each language of the program, that in `language` comes first; else it is
    not known which is in which: they are in that of the record.
    """
    told = [" ".join(one.split()) for one in (program.contact or "").split("\n\n")]
    told = [one for one in told if one]
    if len(told) != len(program.languages):
        return [(one, program.lang) for one in told]
    order = sorted(range(len(told)), key=lambda at: not _same(program.languages[at], language))
    return [(told[at], program.languages[at]) for at in order]


def _same(tag: str, language: str) -> bool:
    """Whether a language tag is a language, or a kind of it."""
    return tag.lower().partition("-")[0] == language.lower().partition("-")[0]
