"""A catalogue: what each text is in a language, as a file that merges line by line.

No dates, no line numbers, texts in their order, each on one line: two people who translate
different texts never meet.
"""

import io
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from words.extract import PACKAGE, Text
from words.faults import forms

FOLDER = PACKAGE / "languages"
TEMPLATE = FOLDER / "cpp.pot"

_HEAD = "# Every text of cpp. scripts/words makes this file: translate in the folders beside it."
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where the library wants to know when a catalogue was made: the same bytes on any day."""


def po(language: str) -> Path:
    """Return where the catalogue of a language is."""
    return FOLDER / language / "LC_MESSAGES" / "cpp.po"


def languages() -> list[str]:
    """Return the languages that have a catalogue."""
    return sorted(name for name in os.listdir(FOLDER) if po(name).exists())


def read(path: Path) -> Catalog:
    """Return a catalogue as it is on the disk."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path == TEMPLATE else path.parent.parent.name)


def updated(language: str | None, texts: Iterable[Text], before: Catalog) -> Catalog:
    """Return a catalogue of exactly these texts, with what is translated already."""
    found = Catalog(
        language,
        header_comment=before.header_comment if language else _HEAD,
        creation_date=_NO_DAY,
        revision_date=_NO_DAY,
    )
    for text in texts:
        known = before.get(text if isinstance(text, str) else text[0])
        same = known is not None and known.id == text
        found.add(
            text,
            known.string if known and same else "",
            flags=[flag for flag in known.flags if flag == "fuzzy"] if known and same else (),
            user_comments=known.user_comments if known else (),
        )
    return found


def as_po(catalog: Catalog) -> bytes:
    """Return a catalogue as its file says it."""
    told = io.BytesIO()
    write_po(told, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    head = [catalog.header_comment, 'msgid ""', 'msgstr ""', *_head(catalog), "", ""]
    return "\n".join(head).encode() + told.getvalue()


def _head(catalog: Catalog) -> Iterator[str]:
    if catalog.locale:
        yield f'"Language: {catalog.locale_identifier}\\n"'
        yield f'"Plural-Forms: {catalog.plural_forms}\\n"'
    yield '"MIME-Version: 1.0\\n"'
    yield '"Content-Type: text/plain; charset=utf-8\\n"'
    yield '"Content-Transfer-Encoding: 8bit\\n"'


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue as the program reads it: what is translated, and not by a guess."""
    told = io.BytesIO()
    write_mo(told, catalog, use_fuzzy=False)
    return told.getvalue()


def messages(catalog: Catalog) -> list[Message]:
    """Return the texts of a catalogue, without its head."""
    return [message for message in catalog if message.id]


def is_translated(message: Message) -> bool:
    """Whether all forms of a text are there, and none is a guess."""
    return all(forms(message.string)) and not message.fuzzy
