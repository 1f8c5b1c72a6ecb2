"""Days: strict ISO dates, and words for days in English and Spanish."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.day_words import parse_words
from cpp_cli.days import earlier, full, parse_iso

TODAY = date(2026, 6, 3)
"""A Wednesday."""

NOT_ISO = [
    "2026-02-30", "2025-13-40", "2026-00-10", "2026-01-00", "0000-01-01", "2026-2-1", "26-02-01",
    "20260201", "2026/02/01", "2026-02-01 ", " 2026-02-01", "2026-02-01T00:00", "2026-W10-1",
    "2026-060", "٢٠٢٦-02-01", "２０２６-02-01", "2026-02-01\n", "+026-02-01", "2026−02−01", "0", "",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_ISO, ids=ascii)
def test_what_is_not_a_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_iso(text) is None


@given(st.dates())
def test_every_day_reads_as_it_is_written(day: date) -> None:
    assert parse_iso(day.isoformat()) == day
    assert parse_words(day.isoformat(), TODAY) == day


WORDS = {
    "2026-12-04": "2026-12-04",
    "today": "2026-06-03",
    "hoy": "2026-06-03",
    "Tomorrow": "2026-06-04",
    "mañana": "2026-06-04",
    "manana": "2026-06-04",
    "yesterday": "2026-06-02",
    "ayer": "2026-06-02",
    "day after tomorrow": "2026-06-05",
    "pasado mañana": "2026-06-05",
    "anteayer": "2026-06-01",
    "friday": "2026-06-05",
    "on Friday": "2026-06-05",
    "next friday": "2026-06-05",
    "this friday": "2026-06-05",
    "wednesday": "2026-06-10",
    "next wednesday": "2026-06-10",
    "viernes": "2026-06-05",
    "el viernes": "2026-06-05",
    "próximo viernes": "2026-06-05",
    "el viernes que viene": "2026-06-05",
    "miércoles": "2026-06-10",
    "last friday": "2026-05-29",
    "last wednesday": "2026-05-27",
    "el viernes pasado": "2026-05-29",
    "in 2 weeks": "2026-06-17",
    "in a week": "2026-06-10",
    "in one day": "2026-06-04",
    "en dos semanas": "2026-06-17",
    "dentro de 3 días": "2026-06-06",
    "in a month": "2026-07-03",
    "en un año": "2027-06-03",
    "2 weeks ago": "2026-05-20",
    "hace dos semanas": "2026-05-20",
    "hace 3 días": "2026-05-31",
    "next week": "2026-06-10",
    "la próxima semana": "2026-06-10",
    "next month": "2026-07-03",
    "el mes que viene": "2026-07-03",
    "4 december": "2026-12-04",
    "December 4th": "2026-12-04",
    "4th of december 2027": "2027-12-04",
    "dec 4, 2027": "2027-12-04",
    "4 de diciembre": "2026-12-04",
    "4 de diciembre de 2027": "2027-12-04",
    "1 january": "2027-01-01",
    "3 june": "2026-06-03",
    "2 june": "2027-06-02",
    "29 february": "2028-02-29",
    "end of month": "2026-06-30",
    "end of the month": "2026-06-30",
    "fin de mes": "2026-06-30",
    "end of june": "2026-06-30",
    "end of may": "2027-05-31",
    "end of february 2028": "2028-02-29",
    "finales de diciembre": "2026-12-31",
}


@pytest.mark.parametrize(("text", "day"), WORDS.items())
def test_words_name_a_day(text: str, day: str) -> None:
    assert parse_words(text, TODAY) == date.fromisoformat(day)


UNCLEAR = [
    "", "  ", "soon", "pronto", "3/4", "03/04/2026", "4.12.", "may", "june", "12", "31 june",
    "29 february 2027", "this week", "esta semana", "in weeks", "in 0.5 weeks", "next",
    "2026-02-30", "in 999 years and a day", "december", "fry", "last 5", "friday 13",
]  # fmt: skip


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_may_mean_two_days_or_none_is_not_guessed(text: str) -> None:
    assert parse_words(text, TODAY) is None


MONTH_ENDS = {
    (date(2026, 1, 31), "in 1 month"): date(2026, 2, 28),
    (date(2028, 1, 31), "in 1 month"): date(2028, 2, 29),
    (date(2026, 3, 31), "1 month ago"): date(2026, 2, 28),
    (date(2028, 2, 29), "in 1 year"): date(2029, 2, 28),
    (date(2026, 12, 15), "in 1 month"): date(2027, 1, 15),
    (date(2026, 1, 15), "1 month ago"): date(2025, 12, 15),
}


@pytest.mark.parametrize(("today", "text"), MONTH_ENDS)
def test_a_month_on_from_a_long_one_ends_with_the_short_one(today: date, text: str) -> None:
    assert parse_words(text, today) == MONTH_ENDS[today, text]


TODAYS = st.dates(date(1970, 1, 1), date(2200, 1, 1))


@given(TODAYS, st.sampled_from(["friday", "lunes", "next sunday", "el martes que viene"]))
def test_a_weekday_alone_is_within_the_next_seven_days(today: date, text: str) -> None:
    day = parse_words(text, today)
    assert day is not None
    assert 1 <= (day - today).days <= 7


WORDS_OF_DAYS = """\
in ago hace dentro de next last the el la que viene end of fin week semanas month year day
friday viernes may diciembre 0 1 29 31 999 9999 0000 2026 - , th
"""
PIECES = st.sampled_from(WORDS_OF_DAYS.split())


@given(st.lists(PIECES, max_size=6).map(" ".join) | st.text(max_size=20), TODAYS)
def test_any_words_are_a_day_or_none_and_never_an_exception(text: str, today: date) -> None:
    found = parse_words(text, today)
    assert found is None or isinstance(found, date)


def test_a_day_is_said_in_full_with_its_weekday() -> None:
    assert full(date(2026, 12, 4)) == "Friday 4 December 2026 (2026-12-04)"


SPANS = {
    "30d": "2026-03-01",
    " 30D ": "2026-03-01",
    "30": "2026-03-01",
    "0d": "2026-03-31",
    "6w": "2026-02-17",
    "1m": "2026-02-28",
    "2m": "2026-01-31",
    "12m": "2025-03-31",
    "25m": "2024-02-29",
    "99999d": "1752-06-16",
    "99999w": "0109-09-24",
    "99999m": "0001-01-01",
}


@pytest.mark.parametrize(("span", "day"), SPANS.items())
def test_a_span_lies_before_a_day(span: str, day: str) -> None:
    assert earlier(date(2026, 3, 31), span) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", "d", "m", "-3d", "1.5w", "3y", "٣d", "3 d", "100000d", "2mm"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert earlier(date(2026, 3, 31), text) is None


@given(TODAYS, st.integers(0, 5000))
def test_a_month_earlier_is_the_same_day_of_the_month_or_its_last(day: date, months: int) -> None:
    found = earlier(day, f"{months}m")
    assert found is not None
    assert (day.year - found.year) * 12 + day.month - found.month == months
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)
