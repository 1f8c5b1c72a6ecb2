"""Languages that are none: they listen to what is said."""

from functools import cache

import pytest

from words.extract import Text, extracted


@cache
def known() -> frozenset[Text]:
    """Return every text that the catalogues have."""
    texts = extracted()
    return frozenset(texts) | {text[0] for text in texts if not isinstance(text, str)}


class Listening:
    """English, in which nothing may be said that no catalogue has."""

    def gettext(self, template: str) -> str:
        """Return a text as it is."""
        self._hear(template)
        return template

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return one of two as it is."""
        self._hear((one, many))
        return one if count == 1 else many

    def _hear(self, text: Text) -> None:
        if text not in known():
            pytest.fail(f"No catalogue has {text!r}: it is put together, or not marked.")


class Swapped(Listening):
    """Another language: every text of it is between two marks."""

    def gettext(self, template: str) -> str:
        """Return a text between the marks."""
        return f"«{super().gettext(template)}»"

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return one of two between the marks."""
        return f"«{super().ngettext(one, many, count)}»"
