"""Who called, prepared and decided; engagement as it was experienced; where we only asked."""

from datetime import date
from pathlib import Path

import pytest

from cpp_cli.ledger.engagement import engaged
from cpp_cli.ledger.matter import Matter, Scope, gather
from cpp_cli.ledger.power import one_way, shared_power
from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.ratings import ratings_of_us
from cpp_cli.reports.answer import shown
from cpp_cli.reports.power import report
from cpp_cli.reports.ratings import ratings
from cpp_cli.rules import example
from cpp_cli.rules.check import findings
from tests.support import partner, promise, run, store_of, write_files

DAY = date(2026, 6, 1)
BOTH = "attendees: [lcph-cpp/maria-k, huerto-sol/ana-r]\n"


def meeting(name: str, more: str = BOTH) -> dict[str, str]:
    """Return the file of a meeting whose id begins with its day."""
    text = f"id: {name}\ndate: {name[:10]}\ntitle: At the garden\n{more}"
    return {f"records/meetings/2026/{name}.yaml": text}


def matter(*files: dict[str, str], scope: Scope | None = None, on: date = DAY) -> Matter:
    """Return what the records of the rules' example and some more say, but for its promise."""
    every: dict[str, str] = {}
    for one in files:
        every |= one
    store = store_of(every)
    return gather(store, standings(store, on), on, scope or Scope())


SINCE_MARCH = Scope(since=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("[lcph-cpp]", "us_alone"),
        ("[lcph-cpp/maria-k, huerto-sol]", "together"),
        ("[huerto-sol/ana-r, river-school]", "others_alone"),
        ("[]", "not_said"),
    ],
)
def test_who_called_prepared_and_decided_is_we_alone_together_or_others(by: str, who: str) -> None:
    more = f"convened_by: {by}\nagenda_set_by: {by}\ndecisions:\n  - what: Go on\n"
    more += f"    decided_by: {by}\n" if by != "[]" else ""
    more = more if by != "[]" else more.replace("convened_by: []\nagenda_set_by: []\n", "")
    found = shared_power(matter(meeting("2026-03-02-garden", BOTH + more), scope=SINCE_MARCH))
    for by_who in (found.convened, found.agenda):
        assert {key for key, ids in by_who.items() if ids} == {who}
        assert by_who[who] == ["2026-03-02-garden"]  # type: ignore[index]  # one of its words
    assert found.decided[who] == ["2026-03-02-garden#1"]  # type: ignore[index]  # likewise


def test_meetings_among_ourselves_share_nothing_unless_guests_came() -> None:
    ours = "convened_by: [lcph-cpp]\nattendees: [lcph-cpp/maria-k]\n"
    found = shared_power(
        matter(
            meeting("2026-03-02-desk", ours),
            meeting("2026-03-03-hall", ours + "guests:\n  - count: 12\n"),
            meeting("2026-03-04-park", ours + "communities: [river-road]\nsupports: [food]\n"),
            meeting("2026-03-05-road", BOTH + "communities: [river-road]\n"),
            scope=SINCE_MARCH,
        )
    )
    assert found.internal == ["2026-03-02-desk"]
    assert found.meetings == ["2026-03-03-hall", "2026-03-04-park", "2026-03-05-road"]
    assert found.communities == ["2026-03-04-park", "2026-03-05-road"]
    assert found.without == ["2026-03-05-road"]
    assert {name: ids for name, ids in found.supports.items() if ids} == {
        "food": ["2026-03-04-park"]
    }


# Engagement: whose word it is

SPEAKER = """\
us: [lcph-cpp]
communities:
  river-road:
    name: River Road neighbors
    spoken_for_by:
      - party: river-school
        until: 2026-03-31
"""
WYNN = partner("garden-club", "wynn; same_as: lcph-cpp/maria-k", "sam")


@pytest.mark.parametrize(
    ("by", "day", "counts"),
    [
        ("huerto-sol/ana-r", "2026-03-05", True),  # was there
        ("huerto-sol", "2026-03-05", True),  # for the one who was there
        ("river-school/lee-w", "2026-03-05", True),  # speaks for the community
        ("river-school/lee-w", "2026-04-01", False),  # no longer
        ("garden-club/sam", "2026-03-05", False),  # was not there, and speaks for nobody
        ("lcph-cpp/maria-k", "2026-03-05", False),  # one of us
        ("garden-club/wynn", "2026-03-05", False),  # the same human
        ("huerto-sol/ana-r", "2026-06-02", False),  # not said yet on that day
        ("huerto-sol/ana-r", "2026-03-01", False),  # said before the meeting
    ],
)
def test_only_the_word_of_those_who_were_engaged_counts(by: str, day: str, counts: bool) -> None:
    more = "communities: [river-road]\nengagement:\n  promised: involve\n  experienced:\n"
    more += f"    - level: consult\n      by: {by}\n      date: {day}\n"
    files = {**meeting("2026-03-02-garden", BOTH + more), "records/program.yaml": SPEAKER, **WYNN}
    (one,) = engaged(matter(files, scope=SINCE_MARCH))
    assert one.experienced == (("consult",) if counts else ())
    assert one.verdict == ("below" if counts else "not_said")


def test_the_lowest_word_is_what_an_engagement_is_judged_by() -> None:
    def said(*levels: str) -> str:
        words = "".join(f"    - level: {one}\n      by: huerto-sol/ana-r\n" for one in levels)
        return f"engagement:\n  promised: involve\n  experienced:\n{words}"

    found = engaged(
        matter(
            meeting("2026-03-02-a", BOTH + said("collaborate", "consult")),
            meeting("2026-03-03-b", BOTH + said("involve", "defer-to")),
            meeting("2026-03-04-c", BOTH + said("collaborate")),
            scope=SINCE_MARCH,
        )
    )
    assert [one.verdict for one in found] == ["below", "as_promised", "above"]


# Where we only asked

ASKED = "attendees: [lcph-cpp/maria-k, river-school/lee-w]\nconvened_by: [lcph-cpp]\n"
TO_US = promise("river-school", "lcph-cpp")


def only_asked(*files: dict[str, str], scope: Scope = SINCE_MARCH) -> list[tuple[str, int, int]]:
    found = one_way(matter(*files, scope=scope))
    return [(one.partner, len(one.meetings), len(one.promises)) for one in found]


def test_a_partner_of_which_we_only_asked_is_named() -> None:
    both = meeting("2026-03-02-a", ASKED), meeting("2026-03-03-b", ASKED)
    assert only_asked(*both) == [("river-school", 2, 0)]
    assert only_asked(*both, TO_US) == [("river-school", 2, 1)]
    assert only_asked(TO_US) == []  # a promise alone may have been offered
    assert only_asked(*both, scope=Scope("partner", "river-school")) == [("river-school", 2, 0)]
    assert only_asked(*both, scope=Scope("partner", "huerto-sol")) == []
    assert only_asked(*both, scope=Scope("community", "river-road")) == []


@pytest.mark.parametrize(
    "one_thing",
    [
        pytest.param(
            meeting("2026-03-05-c", ASKED.replace("[lcph-cpp]", "[river-school]")), id="called"
        ),
        pytest.param(
            meeting("2026-03-05-c", ASKED.replace("[lcph-cpp]", "[lcph-cpp, huerto-sol]")),
            id="called with others",
        ),
        pytest.param(
            meeting("2026-03-05-c", ASKED + "agenda_set_by: [river-school]\n"), id="agenda"
        ),
        pytest.param(
            meeting("2026-03-05-c", ASKED.partition("conv")[0]), id="not known who called"
        ),
        pytest.param(promise("lcph-cpp", "river-school"), id="promised"),
        pytest.param(promise("lcph-cpp", "river-school/lee-w"), id="promised to a person"),
    ],
)
def test_one_thing_that_was_theirs_or_for_them_is_enough(one_thing: dict[str, str]) -> None:
    assert only_asked(meeting("2026-03-02-a", ASKED), one_thing) == []


def test_what_we_owe_from_before_the_period_and_what_we_owe_a_community_count_as_given() -> None:
    asked = meeting("2026-05-02-a", ASKED)
    may = Scope(since=date(2026, 5, 1))
    owed = promise("lcph-cpp", "river-school")
    let_go = promise("lcph-cpp", "river-school", "2026-03-09 released river-school/lee-w")
    assert only_asked(asked, owed, scope=may) == []
    assert only_asked(asked, let_go, scope=may) == [("river-school", 1, 0)]
    kept = promise("lcph-cpp", "river-school", "2026-05-09 confirmed river-school/lee-w")
    assert only_asked(asked, kept, scope=may) == []
    speaks = {"records/program.yaml": SPEAKER.replace("2026-03-31", "2026-12-31")}
    to_all = promise("lcph-cpp", "river-road")
    assert only_asked(asked, to_all, speaks, scope=may) == []
    assert only_asked(asked, to_all, scope=may) == [("river-school", 1, 0)]


def test_what_was_promised_in_the_period_counts_as_given_whenever_it_ends() -> None:
    asked = meeting("2026-03-02-a", ASKED)
    kept = promise("lcph-cpp", "river-school", "2026-05-09 confirmed river-school/lee-w")
    for until, named in (("2026-03-31", 0), ("2026-03-01", 1)):
        scope = Scope(since=date(2026, 1, 1), until=date.fromisoformat(until))
        early = asked if not named else meeting("2026-02-28-a", ASKED)
        assert len(one_way(matter(early, kept, scope=scope))) == named


# Ratings


def rated(name: str, *given: str, people: str = "sam") -> dict[str, str]:
    """Return a partner with ratings of us: `DATE BY RELIABILITY` each."""
    lines = ["status: active\n", "ratings:\n"]
    for one in given:
        day, by, reliability = one.split(" ")
        lines.append(
            f"  - {{date: {day}, by: {by}, about: lcph-cpp, reliability: {reliability}}}\n"
        )
    return partner(name, people, more="".join(lines))


def test_only_a_partners_own_word_about_us_is_a_rating() -> None:
    club = rated(
        "garden-club",
        "2026-03-02 garden-club/sam 2",
        "2026-05-02 garden-club/sam 4",
        "2026-05-03 river-school/lee-w 1",
        "2026-05-04 garden-club 1",
        "2026-06-02 garden-club/sam 1",
    )
    ours = rated("our-club", "2026-03-02 our-club/wynn 4", people="wynn; same_as: lcph-cpp/maria-k")
    (one,) = ratings_of_us(matter(club, ours))
    assert (one.partner, one.first("reliability"), one.latest("reliability")) == (
        "garden-club",
        2,
        4,
    )
    assert one.latest("power") is None
    (one,) = ratings_of_us(matter(club, scope=Scope(until=date(2026, 4, 1))))
    assert one.latest("reliability") == 2
    assert ratings_of_us(matter(club, scope=Scope("partner", "huerto-sol"))) == []


def test_a_rating_is_of_a_day_on_which_the_person_was_there() -> None:
    given = ("2026-03-02 garden-club/sam 2", "2026-05-02 garden-club/sam 4")
    club = rated("garden-club", *given, people="sam; until: 2026-05-01")
    (one,) = ratings_of_us(matter(club))
    assert [rating.reliability for rating in one.ratings] == [2]
    wrong = [found for found in findings(store_of(club), DAY) if found.code == "A013"]
    assert [found.values["day"] for found in wrong] == ["2026-05-02"]


def test_a_rating_of_others_is_not_of_us() -> None:
    club = rated("garden-club", "2026-03-02 garden-club/sam 2")
    path = "records/partners/garden-club.yaml"
    of_others = club[path].replace("about: lcph-cpp", "about: river-school")
    assert len(ratings_of_us(matter(club))) == 1
    assert ratings_of_us(matter({path: of_others})) == []


@pytest.mark.parametrize(("partners", "average"), [(4, None), (5, 2.2)])
def test_there_is_no_average_of_fewer_than_five(partners: int, average: float | None) -> None:
    given = ["1", "2", "2", "3", "3"][:partners]
    files = [rated(f"club-{n}", f"2026-03-02 club-{n}/sam {mark}") for n, mark in enumerate(given)]
    _, data = ratings(matter(*files))
    assert data["ratings"]["average"]["reliability"].value == average


def test_the_summary_says_who_decided_what_was_given_and_what_got_new_terms(tmp_path: Path) -> None:
    """Of the program by numbers alone; of a part of it each promise that got new terms."""
    changed = promise(
        "lcph-cpp",
        "huerto-sol",
        "2026-03-10 renegotiated lcph-cpp; agreed_by: huerto-sol; why: Late; due: 2026-04-11",
        more="due: 2026-04-01\nresources: {hours: 3}\n",
    )
    decided = BOTH + "decisions:\n  - {what: Go on, decided_by: [lcph-cpp, huerto-sol]}\n"
    write_files(tmp_path, example.RECORDS | changed | meeting("2026-03-02-garden", decided))
    for subject, listed in ((), False), (("huerto-sol",), True):
        page = run("summary", *subject, root=tmp_path, today="2026-06-01").stdout
        told = " ".join(page.split())
        assert "Decisions taken by others, or with them 1" in told
        assert "Promises of ours that got new terms 1 Days later, in all 10" in told
        assert "From us to others: hours" in told
        assert ("Who bears it" in told) is listed


def test_what_holds_nothing_says_so() -> None:
    found = matter(scope=Scope(since=date(2027, 1, 1)))
    answer = report(found.store, standings(found.store, DAY), DAY, found.scope)
    assert [shown(getattr(one, "text", "")) for one in answer.blocks][2:] == [
        "Nothing is written down about this."
    ]
