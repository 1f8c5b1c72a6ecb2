"""A word of the glossary is the same word in Spanish wherever it stands."""

import re
from unicodedata import normalize

import pytest

from words.catalogue import FOLDER, messages, po, read
from words.faults import forms

FIRM = (
    *("record", "partner", "party", "kind", "guest", "public body", "meeting", "agenda", "notes"),
    *("engagement", "support", "consent", "harm", "those harmed", "history", "entry", "mistake"),
    *("terms", "reported back", "unanswered", "rating", "rule", "finding", "exit status", "duty"),
)
"""Words that mean one thing only, wherever they stand."""

OTHERWISE = {
    "a medical record number",
    "Put it into records/partners, meetings, commitments or harms, and let its name end in"
    " `.yaml`; what is no record lives outside of records/.",
    "Look for brackets or dashes that are there by mistake, and take them out.",
    "This is a bug in cpp {version}, not your mistake. Please report these lines:",
}
"""Texts in which such a word is the name of a folder, or means something else."""

TYPED = re.compile(r"`[^`]*`|\{\w+\}|--[a-z-]+|\bcpp(?: [a-z-]+)+|\S*\w[/#]\w*\S*")


def plain(text: str) -> str:
    """Return a text in small letters without accents: "reunión" is in "reuniones" then."""
    return normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()


def glossary() -> dict[str, list[list[str]]]:
    """Return what each English word is in Spanish: one word or a few, in one way or another."""
    rows = (FOLDER / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    cells = [row.split("|")[1:3] for row in rows if row.startswith("| ")]
    return {
        english.strip(): [each.split() for each in re.split("[,;] ", plain(spanish).strip())]
        for words, spanish in cells
        for english in words.split(",")
    }


@pytest.mark.parametrize("word", FIRM)
def test_a_word_of_the_glossary_is_one_word_in_spanish(word: str) -> None:
    many = f"{word[:-1]}(?:y|ies)" if word.endswith("y") else f"{word}s?"
    said = re.compile(rf"(?<![\w-]){many}(?![\w-])", re.IGNORECASE)
    found = [
        (english, forms(message.string)[-1])
        for message in messages(read(po("es")))
        if (english := forms(message.id)[-1]) not in OTHERWISE
        and said.search(TYPED.sub("", english))
    ]
    assert found
    ways = glossary()[word]
    other = [one for one in found if not any(all(w in plain(one[1]) for w in way) for way in ways)]
    assert other == []
