"""Days: strict ISO dates, and how a day is said."""

from cpp_cli.messages import mark, t

__all__ = ("MONTHS", "WEEKDAYS", "date", "full", "later", "parse_iso", "timedelta")

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
