"""Days, numbers, money and lists as people write them, in the language in use.

For what is read as a text: pages, statements. Tables, JSON and csv keep plain days and numbers.
Whatever needs this imports it where it is needed: an answer at a terminal does not wait for it.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from cpp_cli.messages import language

_LOCALES = {"en": "en_US", "es": "es_US"}
"""Where a language is written in several ways: as the people of the county write it."""


def long_day(day: date) -> str:
    """Return a day in words, with its weekday: `Friday, December 4, 2026`."""
    return format_date(day, "full", _locale())


def short_day(day: date) -> str:
    """Return a day in few words: `Dec 4, 2026`."""
    return format_date(day, "medium", _locale())


def count(number: int | Decimal) -> str:
    """Return a number: `1,250`."""
    return format_decimal(number, locale=_locale())


def percent(ratio: float) -> str:
    """Return a ratio in percent, without a fraction: `67%`."""
    return format_percent(ratio, locale=_locale())


def money(text: str) -> str:
    """Return an amount with its currency, as a record has it (`150.00 USD`): `$150.00`.

    What is no such amount comes back as it is.
    """
    amount, _, currency = text.strip().rpartition(" ")
    try:
        value = Decimal(amount)
    except InvalidOperation:
        return text
    return format_currency(value, currency, locale=_locale()) if value.is_finite() else text


def list_of(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: `Ana, Luis, and Rosa`."""
    return format_list(list(names), locale=_locale())


def language_name(tag: str) -> str:
    """Return what a language is called: `Spanish` of `es`.

    Where its name is not known in the language in use it is the English one, else the tag.
    """
    key = tag.replace("-", "_")
    found: str = _locale().languages.get(key) or Locale("en").languages.get(key, tag)
    return found


def _locale() -> Locale:
    return Locale.parse(_LOCALES.get(language(), language()))
