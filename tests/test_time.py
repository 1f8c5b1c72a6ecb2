"""Days without times: `today` is asked for once, and no clock, zone or leap day moves a day."""

import ast
import datetime
import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from cpp_cli.day_words import parse_words
from cpp_cli.days import later
from cpp_cli.rules import example
from tests.support import examples, run, write_files
from tests.test_layers import trees

PROMISE = "2026-02-10-bus-stop-light"
UTC = datetime.UTC
DAY = datetime.timedelta(days=1)

REPORTS = (
    "validate",
    "status",
    "owes --aging 1,30,99999 --balance",
    "owes --format json",
    "agenda --days 3650",
    "agenda huerto",
    "summary",
    "summary huerto --format json",
    "partner list",
    "partner show huerto",
    "meeting list",
    "meeting show listening",
    "commitment list",
    "commitment show bus",
    "harm list",
    "harm show spraying",
    "fix --dry-run",
)


class Clock:
    """A clock that a test sets; each time it is asked, it may have gone on."""

    instants: Iterator[datetime.datetime]
    asked = 0

    def localtime(self) -> time.struct_time:
        """Return the next instant, as the local clock shows it."""
        self.asked += 1
        return LOCALTIME(next(self.instants).timestamp())


LOCALTIME = time.localtime


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """The clock that the program sees; it is asked in no other way."""
    clock = Clock()
    monkeypatch.setattr(time, "localtime", clock.localtime)
    yield clock
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "command",
    [
        *REPORTS,
        "partner add --name N --kind school",
        f"commitment deliver {PROMISE} --by us",
        "commitment add --from us --to huerto-sol --what W",
        "harm acknowledge spraying --by us --note Sorry --via phone",
    ],
)
@pytest.mark.once
def test_the_clock_is_asked_once_even_when_midnight_passes(
    repo: Path, clock: Clock, command: str
) -> None:
    eve = datetime.datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC).astimezone()
    clock.instants = (eve + number * DAY for number in itertools.count())
    done = run(*command.split(), "--no-input", root=repo, today="")
    assert done.status in (0, 1), done
    assert clock.asked == 1


ZONES = {
    "UTC": "UTC0",
    "Kiritimati": "<+14>-14",
    "Niue": "<-11>11",
    "Los Angeles": "PST8PDT,M3.2.0,M11.1.0",
    "midnight is put forward": "<-03>3<-02>,M11.1.0/0,M2.3.0/0",
    "midnight is put back": "<-03>3<-02>,M10.3.0/0,M3.5.6/24",
    "Nepal": "<+0545>-5:45",
    "Lord Howe": "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "a zone that is none": "Nowhere/At/All",
    "no zone": "",
}
OFFSETS = {"UTC": 0, "Kiritimati": 14 * 60, "Niue": -11 * 60, "Nepal": 5 * 60 + 45, "no zone": 0}


@pytest.mark.parametrize("zone", OFFSETS)
@pytest.mark.once
def test_today_is_the_day_of_the_local_calendar(
    repo: Path, clock: Clock, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", ZONES[zone])
    time.tzset()
    midnight = datetime.datetime(2026, 4, 2, tzinfo=UTC) - OFFSETS[zone] * DAY / (24 * 60)
    for seconds, state in ((-1, "open"), (0, "overdue by one day")):
        clock.instants = iter([midnight + datetime.timedelta(seconds=seconds)])
        shown = run("commitment", "show", PROMISE, root=repo, today="")
        assert f"State               {state}\n" in shown.stdout


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("turn", ["2026-03-08", "2026-11-01", "2026-02-15", "2026-10-18"])
@pytest.mark.once
def test_no_night_has_a_day_too_many_or_too_few(
    repo: Path, clock: Clock, zone: str, turn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the nights on which clocks are put forward or back, a day is overdue for one day."""
    monkeypatch.setenv("TZ", ZONES[zone])
    time.tzset()
    due = datetime.date.fromisoformat(turn)
    path = f"records/commitments/2026/{PROMISE}.yaml"
    write_files(repo, {path: example.RECORDS[path].replace("2026-04-01", turn)})
    noon = datetime.datetime.combine(due, datetime.time(12), UTC)
    for half_hours in range(-72, 96, 3):
        instant = noon + half_hours * DAY / 48
        local = LOCALTIME(instant.timestamp())
        today = datetime.date(local.tm_year, local.tm_mon, local.tm_mday)
        clock.instants = iter([instant])
        said = run("owes", "--overdue", "--format", "csv", root=repo, today="").stdout
        assert (PROMISE in said) == (today > due), instant


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_changes_no_day_of_a_record(
    repo: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [str(run(*command.split(), root=repo)) for command in REPORTS]
    monkeypatch.setenv("TZ", ZONES[zone])
    time.tzset()
    try:
        assert [str(run(*command.split(), root=repo)) for command in REPORTS] == before
    finally:
        monkeypatch.undo()
        time.tzset()


# The calendar, to its ends


FIRST, LAST = datetime.date.min, datetime.date.max
EDGES = [
    *(FIRST + n * DAY for n in range(8)),
    *(LAST - n * DAY for n in range(8)),
    datetime.date(1, 12, 31),
    datetime.date(9999, 1, 31),
    datetime.date(9998, 12, 31),
    datetime.date(2024, 2, 29),
    datetime.date(2100, 2, 28),
    datetime.date(2026, 12, 31),
]
DAYS = st.sampled_from(EDGES) | st.dates()
SPANS = st.sampled_from([0, 1, 29, 365, 999_999_999]) | st.integers(0, 4_000_000)


@given(DAYS, SPANS)
def test_a_later_day_is_so_many_days_later_or_the_last_of_all(
    day: datetime.date, days: int
) -> None:
    assert (later(day, days) - day).days == min(days, (LAST - day).days)


NUMBERS = st.sampled_from(["1", "2", "30", "999", "a", "dos", "1000", "9" * 5000])
UNITS = st.sampled_from(["day", "days", "weeks", "month", "years", "mes", "años", "semanas"])
PHRASES = st.one_of(
    st.sampled_from(
        [
            *("tomorrow", "yesterday", "anteayer", "pasado mañana", "day after tomorrow"),
            *("friday", "last friday", "lunes", "el lunes pasado"),
            *("next week", "next month", "next year", "el año que viene"),
            *("end of month", "end of january", "fin de diciembre", "end of february 0000"),
            *("29 february", "1 january", "31 december"),
            *("29 february 9999", "1 january 0000", "1 january 10000"),
        ]
    ),
    st.builds("in {} {}".format, NUMBERS, UNITS),
    st.builds("{} {} ago".format, NUMBERS, UNITS),
    st.builds("hace {} {}".format, NUMBERS, UNITS),
    st.builds("dentro de {} {}".format, NUMBERS, UNITS),
)


@examples(500)
@given(PHRASES, DAYS)
def test_words_for_days_that_no_calendar_has_name_none(text: str, today: datetime.date) -> None:
    found = parse_words(text, today)
    assert found is None or FIRST <= found <= LAST


LEAPS = {
    ("2024-02-29", "in 1 year"): "2025-02-28",
    ("2024-02-29", "in 4 years"): "2028-02-29",
    ("2024-02-29", "1 year ago"): "2023-02-28",
    ("2024-02-29", "in 12 months"): "2025-02-28",
    ("2024-01-31", "in 1 month"): "2024-02-29",
    ("2024-03-31", "1 month ago"): "2024-02-29",
    ("2024-02-28", "tomorrow"): "2024-02-29",
    ("2025-02-28", "tomorrow"): "2025-03-01",
    ("2096-03-01", "29 february"): "2104-02-29",
    ("2024-02-29", "29 february"): "2024-02-29",
    ("9999-12-31", "tomorrow"): None,
    ("9999-12-31", "next friday"): None,
    ("9999-12-15", "end of january"): None,
    ("9999-12-31", "end of month"): "9999-12-31",
    ("9999-06-01", "in 1 year"): None,
    ("0001-01-01", "yesterday"): None,
    ("0001-01-03", "last monday"): "0001-01-01",
    ("0001-01-01", "last monday"): None,
    ("0001-01-31", "1 month ago"): None,
    ("2026-06-01", "hace " + "9" * 5000 + " días"): None,
}


@pytest.mark.parametrize(("today", "text"), LEAPS, ids=lambda text: text[:30])
def test_leap_days_and_the_ends_of_the_calendar(today: str, text: str) -> None:
    found = parse_words(text, datetime.date.fromisoformat(today))
    assert (found.isoformat() if found else None) == LEAPS[today, text]


@st.composite
def records(draw: st.DrawFn) -> dict[str, str]:
    """Draw the small records with any days in them, however absurd."""

    def day() -> datetime.date:
        return draw(DAYS)

    person = f"""
    since: {day()}
    until: {day()}
    consent:
      scope: public
      date: {day()}
      expires: {day()}
"""
    spans = f"""days:
  report_back: {draw(SPANS)}
  quiet: {draw(SPANS)}
  consent_warning: {draw(SPANS)}
"""
    said = "    via: phone\n    note: So it is.\n"
    terms = draw(st.sampled_from([f"due: {day()}\n", f"review: [{day()}, {day()}]\n", ""]))
    words = ("progress", "delivered", "confirmed", "disputed")
    history = "".join(
        f"  - date: {day()}\n    event: {word}\n    by: {by}\n{said}"
        for word in draw(st.lists(st.sampled_from(words), max_size=3))
        for by in ("huerto-sol" if word in words[2:] else "lcph-cpp",)
    )
    return {
        "records/program.yaml": example.RECORDS["records/program.yaml"].replace(
            "    label: CHP\n", f"    label: CHP\n    from: {day()}\n    until: {day()}\n"
        )
        + spans,
        "records/partners/huerto-sol.yaml": f"""id: huerto-sol
name: Huerto Sol
kind: community-organization
status: active
since: {day()}
people:
  - id: ana-r
    name: Ana R{person}""",
        "records/meetings/2026/2026-02-10-listening.yaml": f"""id: 2026-02-10-listening
date: {day()}
title: Listening at the garden
attendees: [lcph-cpp, huerto-sol/ana-r]
engagement:
  promised: involve
corrections:
  until: {day()}
heard:
  - id: bus-stop
    by: huerto-sol/ana-r
    text: The bus stop has no light.
    answer:
      date: {day()}
      by: lcph-cpp
      text: We ask for one.
  - id: bus-late
    text: The bus comes late.
""",
        f"records/commitments/2026/{PROMISE}.yaml": f"""id: {PROMISE}
from: lcph-cpp
to: huerto-sol
what: Ask for a light
made:
  date: {day()}
{terms}"""
        + ("history:\n" + history if history else ""),
        "records/harms/spraying.yaml": f"""id: spraying
what: Gardens were sprayed without notice.
to: [river-road]
by: [lcph-cpp]
history:
  - date: {day()}
    event: acknowledged
    by: lcph-cpp
{said}""",
    }


@settings(examples(25), phases=set(Phase) - {Phase.shrink})
@given(records(), DAYS, DAYS)
def test_every_answer_is_given_on_every_day_of_the_calendar(
    changed: dict[str, str], today: datetime.date, other: datetime.date
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write_files(Path(folder), {**example.RECORDS, **changed})
        first, last = sorted((today, other))
        period = f"summary --since {first} --until {last}"
        for command in (*REPORTS, period, f"owes --as-of {other}", f"validate --as-of {other}"):
            done = run(*command.split(), root=root, today=today)
            assert done.status in (0, 1), (command, done)
            assert "could not be read" not in done.stderr


def test_a_new_record_of_the_first_and_last_years_is_filed_by_its_year(repo: Path) -> None:
    for day in (FIRST, LAST):
        done = run("meeting", "add", f"--date={day}", "--title=T", root=repo, today=LAST)
        assert done.status == 0, done
        assert (repo / f"records/meetings/{day.isoformat()[:4]}/{day}-t.yaml").is_file()


# The program itself


KNOW_INSTANTS = {"git.read"}
"""Who looks for the last commit of a day."""
LOCAL = {"strftime", "strptime", "ctime", "asctime", "setlocale", "localeconv", "format_string"}
LOCAL_MODULES = {"locale", "zoneinfo", "time.strftime"}
LOCAL_NAMES = {"day_name", "day_abbr", "month_name", "month_abbr", "LocaleTextCalendar"}


def test_all_but_the_edges_know_only_days() -> None:
    users = set()
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module == "datetime":
                names = {alias.name for alias in node.names}
                users |= {module} if names - {"date", "timedelta"} else set()
            if isinstance(node, ast.Import):
                assert "datetime" not in {alias.name for alias in node.names}, module
    assert users == KNOW_INSTANTS


def test_nothing_is_written_as_a_locale_would_have_it() -> None:
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                assert node.attr not in LOCAL | LOCAL_NAMES, (module, node.attr)
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = {alias.name for alias in node.names}
                names |= {node.module or ""} if isinstance(node, ast.ImportFrom) else set()
                assert not names & (LOCAL | LOCAL_MODULES | LOCAL_NAMES), module
            if isinstance(node, ast.FormattedValue) and node.format_spec:
                assert not ast.unparse(node.format_spec).rstrip("'\"").endswith("n"), module
