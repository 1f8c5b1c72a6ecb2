"""What is wrong with a translation: it must say the same, and fill in the same."""

import re
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Message

from cpp_cli.cli import table

_COMMANDS = "|".join((*table.NOUNS, *table.top()))
_AS_IT_IS = re.compile(rf"`[^`]+`|(?<!\w)--[a-z][a-z-]*|\bcpp (?:{_COMMANDS})\b")
"""What is typed, and names in files: the same in every language."""


def faults(message: Message) -> Iterator[str]:
    """Yield what is wrong with a translation, in words."""
    originals, texts = forms(message.id), forms(message.string)
    may = set().union(*map(_names, originals)) | ({"count"} if len(originals) > 1 else set())
    for number, text in enumerate(texts):
        # One thing may be said without its number: "One record".
        last = number == len(texts) - 1
        original = originals[-1 if last else 0]
        yield from _of(original, text, _names(original) if last else set(), may)


def forms(text: object) -> list[str]:
    """Return a text, or its forms for one thing and for many."""
    return [str(one) for one in text] if isinstance(text, (tuple, list)) else [str(text)]


def _of(original: str, text: str, must: set[str], may: set[str]) -> Iterator[str]:
    names = _names(text)
    yield from (f"{{{name}}} is missing" for name in sorted(must - names))
    yield from (f"{{{name}}} is not in the original" for name in sorted(names - may))
    if any(_space(original[end]) != _space(text[end]) for end in (0, -1)):
        yield "it begins or ends with another space"
    for typed in sorted(set(_AS_IT_IS.findall(original))):
        if typed not in text:
            yield f"{typed} is missing, which is typed so in every language"


def _space(character: str) -> str:
    return character if character.isspace() else ""


def _names(template: str) -> set[str]:
    """Return the named values of a template, each with how it is written."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        return {"what cannot be read: a single brace"}
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parts
        if name is not None
    }
