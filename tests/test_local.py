"""Days, numbers, money and lists, as they are written in a language."""

from datetime import date

import pytest

from cpp_cli import local
from cpp_cli.messages import speaking

DAY = date(2026, 12, 4)
SAID = {
    "en": (
        *("Friday, December 4, 2026", "Dec 4, 2026", "1,250", "67%", "$1,150.00"),
        *("Ana, Luis, and Rosa", "Spanish", "American Sign Language"),
    ),
    "es": (
        *("viernes, 4 de diciembre de 2026", "4 dic 2026", "1,250", "67%", "$1,150.00"),
        *("Ana, Luis y Rosa", "español", "American Sign Language"),
    ),
}


def said() -> tuple[str, ...]:
    return (
        local.long_day(DAY),
        local.short_day(DAY),
        local.count(1250),
        local.percent(2 / 3),
        local.money("1150.00 USD"),
        local.list_of(["Ana", "Luis", "Rosa"]),
        local.language_name("es"),
        local.language_name("ase"),
    )


@pytest.mark.parametrize("language", SAID)
def test_each_language_has_its_own_way(language: str) -> None:
    with speaking(language):
        plain = tuple(text.replace("\N{NO-BREAK SPACE}", " ") for text in said())
    assert plain == SAID[language]


@pytest.mark.parametrize("text", ["", "150", "nan USD", "some money", "1,50 USD"])
def test_what_is_no_amount_stays_as_it_is(text: str) -> None:
    assert local.money(text) == text


def test_an_amount_in_a_currency_that_nobody_knows_is_still_told() -> None:
    assert "12.00" in local.money("12.00 XQQ")
    assert "XQQ" in local.money("12.00 XQQ")


def test_few_names_are_a_list_too() -> None:
    assert [local.list_of(names) for names in ([], ["Ana"], ["Ana", "Luis"])] == [
        *("", "Ana", "Ana and Luis"),
    ]


def test_a_language_that_nobody_knows_is_called_by_its_tag() -> None:
    assert local.language_name("xq") == "xq"
