"""Days: strict ISO dates, and how a day is said."""

from cpp_cli.messages import mark, t

__all__ = (
    "MONTHS",
    "WEEKDAYS",
    "before",
    "date",
    "earlier",
    "full",
    "later",
    "parse_iso",
    "timedelta",
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, timedelta
else:
    # The same classes, without what the module around them imports.
    try:
        from _datetime import date, timedelta
    except ImportError:
        from datetime import date, timedelta

WEEKDAYS = tuple(
    map(mark, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
)
MONTHS = tuple(
    map(
        mark,
        (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    )
)


def parse_iso(text: str) -> "date | None":
    """Return the day that `YYYY-MM-DD` names, or None where it names none."""
    if len(text) != 10 or text[4::3] != "--":
        return None  # what Python reads beside: weeks, and days without hyphens
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def full(day: "date") -> str:
    """Return a day with its weekday, for people: `Friday 4 December 2026 (2026-12-04)`."""
    return t(
        "{weekday} {day} {month} {year} ({iso})",
        weekday=t(WEEKDAYS[day.weekday()]),
        day=day.day,
        month=t(MONTHS[day.month - 1]),
        year=day.year,
        iso=day.isoformat(),
    )


def later(day: "date", days: int) -> "date":
    """Return the day that comes so many days later, or the last of all days."""
    return day + timedelta(days=min(days, (date.max - day).days))


def before(day: "date", days: int) -> "date":
    """Return the day that was so many days before, or the first of all days."""
    return day - timedelta(days=min(days, (day - date.min).days))


def earlier(day: "date", span: str) -> "date | None":
    """Return the day that lies a span before another: `30d`, `6w` or `2m`, or days alone.

    None where the text is no span. A month earlier than the 31st may be the last of its month.
    """
    text = span.strip().casefold()
    unit = text[-1:] if text[-1:] in _DAYS or text.endswith("m") else ""
    number = text.removesuffix(unit)
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
        return None
    if unit == "m":
        return _months_earlier(day, int(number))
    days = int(number) * _DAYS[unit or "d"]
    return before(day, days)


_DAYS = {"d": 1, "w": 7}
_MOST_DIGITS = 5


def _months_earlier(day: "date", months: int) -> "date":
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:  # that month is shorter
            continue
    return date(year, month + 1, min(day.day, 28))
