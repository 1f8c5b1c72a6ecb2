"""What communities read is in plain words: grade 8 or lower in English, INFLESZ 55 or higher.

English is measured by the grade of Flesch and Kincaid (1975), Spanish by the scale INFLESZ of
Barrio-Cantalejo (2008), which is the perspicuity of Szigriszt Pazos (1993).
"""

import re
from collections.abc import Iterator
from itertools import chain
from string import Formatter

import pytest

from tests.support import ROOT
from words.catalogue import po, read
from words.extract import PACKAGE, texts
from words.faults import forms

READ_BY_COMMUNITIES = ("publishing/**/*.py", "reports/statement/*.py", "reports/statement.py")
"""The modules whose texts are on public pages, and on what is handed over to partners."""

FEWEST = 5
"""So many words make a sentence; what is shorter is a label."""

LONG = 8
"""What has so many words is measured by itself, too."""

HARDEST_GRADE, HARDEST_SENTENCE = 8, 13
EASE, EASE_OF_A_SENTENCE = 55, 30
"""Of all together, and of each long sentence by itself, which the measures are rough for."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SOUNDS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[^aeiouydt])ed$", re.IGNORECASE)
_NUCLEUS = re.compile(r"[iuü]?[aeoáéó][iuy]?(?![áéíóú])|[iuü]?[aeoáéó]|[íú]|[iuüy]+", re.IGNORECASE)


def english_syllables(word: str) -> int:
    return max(1, len(_SOUNDS.findall(_SILENT.sub("", word))))


def spanish_syllables(word: str) -> int:
    return max(1, len(_NUCLEUS.findall(re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower()))))


def grade(sentences: list[list[str]]) -> float:
    """Return the years of school that English sentences need."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(english_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def ease(sentences: list[list[str]]) -> float:
    """Return how easily Spanish sentences are read, from 0 (hard) to 100."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(spanish_syllables, words))
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(sentences)


def sentences_of(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence; what is filled in later counts as one short word."""
    filled = "".join(
        literal + ("one" if name is not None else "")
        for literal, name, _, _ in Formatter().parse(text)
    )
    for sentence in re.split(r"[.:;?!]+(?:\s|$)|\n", filled):
        words = _WORD.findall(sentence)
        if len(words) >= FEWEST:
            yield words


def public_texts() -> list[str]:
    """Return the texts that communities read, in English."""
    found = {}
    for path in sorted(chain.from_iterable(map(PACKAGE.glob, READ_BY_COMMUNITIES))):
        for text in texts(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).parts[0]):
            found.update(dict.fromkeys(forms(text)))
    return list(found)


def in_spanish() -> list[str]:
    """Return the same texts in Spanish."""
    wanted = set(public_texts())
    catalogue = read(po("es"))
    return [
        form
        for message in catalogue
        if message.id and forms(message.id)[0] in wanted
        for form in forms(message.string)
    ]


def test_public_texts_in_english_are_read_after_eight_years_of_school() -> None:
    sentences = [words for text in public_texts() for words in sentences_of(text)]
    assert len(sentences) > 60
    hard = [
        " ".join(one) for one in sentences if len(one) >= LONG and grade([one]) > HARDEST_SENTENCE
    ]
    assert hard == []
    assert grade(sentences) <= HARDEST_GRADE


def test_public_texts_in_spanish_are_rather_easy() -> None:
    sentences = [words for text in in_spanish() for words in sentences_of(text)]
    assert len(sentences) > 60
    hard = [
        " ".join(one) for one in sentences if len(one) >= LONG and ease([one]) < EASE_OF_A_SENTENCE
    ]
    assert hard == []
    assert ease(sentences) >= EASE


@pytest.mark.parametrize(
    ("word", "count"),
    [("promise", 2), ("kept", 1), ("community", 4), ("those", 1), ("people", 2), ("asked", 1)],
)
def test_syllables_in_english(word: str, count: int) -> None:
    assert english_syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("promesa", 3), ("comunidad", 4), ("organización", 5), ("día", 2), ("quien", 1)],
)
def test_syllables_in_spanish(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_the_example_program_speaks_plainly_too() -> None:
    """The words of the example's `contact`, which every public page shows."""
    text = (ROOT / "records" / "program.yaml").read_text(encoding="utf-8")
    contact = text.partition("contact: |")[2].partition("\n\n")[0]
    assert grade(list(sentences_of(" ".join(contact.split())))) <= HARDEST_GRADE
