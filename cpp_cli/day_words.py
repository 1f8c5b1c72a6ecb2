"""The words for days that people type in English and Spanish."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from cpp_cli.days import parse_iso

_WEEKDAY_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "monday mon lunes",
            "tuesday tue martes",
            "wednesday wed miercoles",
            "thursday thu jueves",
            "friday fri viernes",
            "saturday sat sabado",
            "sunday sun domingo",
        )
    )
    for word in words.split()
}
_MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "january jan enero",
            "february feb febrero",
            "march mar marzo",
            "april apr abril",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto",
            "september sep septiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre",
        ),
        start=1,
    )
    for word in words.split()
}
_SHIFTS = {
    "today": 0,
    "hoy": 0,
    "tomorrow": 1,
    "manana": 1,
    "yesterday": -1,
    "ayer": -1,
    "day after tomorrow": 2,
    "pasado manana": 2,
    "anteayer": -2,
}
_UNITS = {
    "day": "day",
    "days": "day",
    "dia": "day",
    "dias": "day",
    "week": "week",
    "weeks": "week",
    "semana": "week",
    "semanas": "week",
    "month": "month",
    "months": "month",
    "mes": "month",
    "meses": "month",
    "year": "year",
    "years": "year",
    "ano": "year",
    "anos": "year",
}
_COUNTS = {"a": 1, "an": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3}
_SPAN = r"(?P<count>[0-9]{1,3}|a|an|one|two|three|un|una|dos|tres) (?P<unit>[a-z]+)"
_AHEAD = re.compile(rf"(?:in|en|dentro de) {_SPAN}")
_SPAN_ES = r"(?P<count_es>[0-9]{1,3}|[a-z]+) (?P<unit_es>[a-z]+)"
_AGO = re.compile(rf"(?:{_SPAN} ago|hace {_SPAN_ES})")
_NEXT = re.compile(
    r"(?:(?:the |el |la )?(?:next|this|coming|proximo|proxima|este|esta) (?P<next>[a-z]+)"
    r"|(?:el |la )?(?P<viene>[a-z]+) (?:que viene|proximo|proxima)|(?:on |el )?(?P<bare>[a-z]+))"
)
_LAST = re.compile(r"(?:last (?P<last>[a-z]+)|(?:el )?(?P<pasado>[a-z]+) pasado)")
_DAY_MONTH = re.compile(
    r"(?:(?P<d1>[0-9]{1,2})(?:st|nd|rd|th)?(?: of| de)? (?P<m1>[a-z]+)"
    r"|(?P<m2>[a-z]+) (?P<d2>[0-9]{1,2})(?:st|nd|rd|th)?)(?:,? (?:de |del )?(?P<year>[0-9]{4}))?"
)
_MONTH_END = re.compile(
    r"(?:end of (?:the |this )?month|fin(?:al)? de mes)|"
    r"(?:end of|fin(?:al)? de|finales de) (?P<month>[a-z]+)(?: (?:de )?(?P<year>[0-9]{4}))?"
)


def parse_words(text: str, today: date) -> date | None:
    """Return the day that an ISO date or English or Spanish words name, counted from `today`.

    A weekday alone is the next one after today; a day and month without a year is the next such
    day, today included. What could mean two days is None: better asked again than guessed.
    """
    plain = _fold(text)
    iso = parse_iso(plain)
    if iso is not None:
        return iso
    try:
        if plain in _SHIFTS:
            return today + timedelta(days=_SHIFTS[plain])
        found = (parse(plain, today) for parse in (_span, _month_end, _weekday, _day_and_month))
        return next((day for day in found if day is not None), None)
    except (ValueError, OverflowError):
        return None  # no calendar has the day: it is before the year 1 or after 9999


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _span(text: str, today: date) -> date | None:
    ahead, ago = _AHEAD.fullmatch(text), _AGO.fullmatch(text)
    match = ahead or ago
    if match is None:
        return _next_unit(text, today)
    groups = match.groupdict()
    word = groups.get("count") or groups.get("count_es") or ""
    count = int(word) if word.isdigit() else _COUNTS.get(word)
    unit = _UNITS.get(groups.get("unit") or groups.get("unit_es") or "")
    if count is None or unit is None:
        return None
    return _shift(today, count if ahead else -count, unit)


def _next_unit(text: str, today: date) -> date | None:
    match = _NEXT.fullmatch(text)
    unit = _UNITS.get((match["next"] or match["viene"] or "") if match else "")
    wants_this = text.split()[0] in ("this", "este", "esta") if text else False
    return None if unit is None or wants_this else _shift(today, 1, unit)


def _shift(day: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _month_end(text: str, today: date) -> date | None:
    match = _MONTH_END.fullmatch(text)
    if match is None:
        return None
    if match["month"] is None:
        return today.replace(day=monthrange(today.year, today.month)[1])
    month = _MONTH_WORDS.get(match["month"])
    if month is None:
        return None
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return date(year, month, monthrange(year, month)[1])


def _weekday(text: str, today: date) -> date | None:
    ahead = _NEXT.fullmatch(text)
    if ahead:
        word = ahead["next"] or ahead["viene"] or ahead["bare"]
        if word in _WEEKDAY_WORDS:
            return today + timedelta(days=(_WEEKDAY_WORDS[word] - today.weekday() - 1) % 7 + 1)
    last = _LAST.fullmatch(text)
    if last:
        word = last["last"] or last["pasado"]
        if word in _WEEKDAY_WORDS:
            return today - timedelta(days=(today.weekday() - _WEEKDAY_WORDS[word] - 1) % 7 + 1)
    return None


def _day_and_month(text: str, today: date) -> date | None:
    match = _DAY_MONTH.fullmatch(text)
    month = _MONTH_WORDS.get((match["m1"] or match["m2"]) if match else "")
    if match is None or month is None:
        return None
    day = int(match["d1"] or match["d2"])
    years = [int(match["year"])] if match["year"] else range(today.year, today.year + 9)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if match["year"] or found >= today:
            return found
    return None
