"""Words and chance: sentences as people write them, from a seed, the same on every machine."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


def _list(words: str) -> list[str]:
    return words.split()


ENGLISH = _list(
    "the bus stop garden clinic people families letter notice interpreter supper meeting evening"
    " water well smoke school nurse form answer list phone office county street neighbors children"
    " work day week month river park door key room table chair map seeds bread money stipend"
    " promised asked waited answered said brought called wrote listened agreed returned opened"
    " when before after because where with without for about against beside until again together"
    " early late slow long new old small open plain honest tired ready"
)
SPANISH = _list(
    "la el las los una carta clínica familias niños agua escuela vecinas huerto reunión mañana"
    " teléfono intérprete promesa semana señora año calle lista comida después también aquí según"
    " dijeron pidió esperó contestó trajo llamó escribió escuchó abrió sin con para desde hasta"
    " temprano tarde nuevo viejo pequeño abierto cansada listo más"
)


class Chance:
    """What is chosen by chance; only `random()`, which Python promises never to change, is used."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed).random
        self.words = ENGLISH

    def below(self, end: int) -> int:
        """Return a number from 0 to before `end`."""
        return int(self.random() * end)

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[int(self.random() * len(choices))]

    def one_in(self, number: int) -> bool:
        """Return whether it happens, which is so one time in `number`."""
        return self.random() * number < 1

    def speak(self, language: str) -> None:
        """Take the words of what follows from a language."""
        self.words = SPANISH if language == "es" else ENGLISH

    def phrase(self, least: int, most: int) -> str:
        """Return some words; nothing that YAML would take for anything but text."""
        random, words = self.random, self.words
        many = len(words)
        chosen = [words[int(random() * many)] for _ in range(least + self.below(most - least))]
        return " ".join(chosen).capitalize()

    def sentence(self) -> str:
        """Return a sentence of about 70 letters."""
        return self.phrase(8, 18) + "."

    def notes(self, sentences: int) -> str:
        """Return notes, the last key of a record: so many lines, and a blank one here and there."""
        lines = [f"  {self.sentence()}\n" for _ in range(sentences)]
        for at in range(2, sentences, 3):
            lines[at] = "\n" + lines[at]
        return "notes: |\n" + "".join(lines)

    def day(self, first: date, days: int) -> date:
        """Return one of so many days."""
        return first + timedelta(days=self.below(days))
