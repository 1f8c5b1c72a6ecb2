"""What was heard, and what became of it: promised, replied to, reported back, or nothing yet."""

from datetime import date

import pytest

from cpp_cli.ledger.contacts import last_contacts, meetings_with, others, partners_at
from cpp_cli.ledger.hearing import (
    Answers,
    HeardItem,
    answers_by,
    heard_items,
    meetings_by,
    unanswered,
)
from cpp_cli.ledger.promises import standings
from cpp_cli.reading.store import Store
from tests.support import TODAY, partner, store_of

GARDEN = """\
id: 2026-03-02-garden
date: 2026-03-02
title: At the garden
former_ids: [2026-03-02-huerto]
convened_by: [river-school]
attendees: [lcph-cpp/maria-k, huerto-sol/ana-r]
heard:
  - id: hose
    by: huerto-sol/ana-r
    text: The hose leaks.
  - id: shade
    text: There is no shade.
    answer:
      date: 2026-03-20
      by: lcph-cpp/maria-k
      text: Trees come in autumn.
"""


def made(
    name: str,
    day: str,
    *,
    ends: str = "lcph-cpp huerto-sol",
    answers: str = "",
    more: str = "",
    said: str = "",
) -> dict[str, str]:
    """Return the file of a promise; `ends` is `FROM TO`, `said` is one entry, `DATE EVENT BY`."""
    from_, to = ends.split(" ")
    text = f"id: {name}\nfrom: {from_}\nto: {to}\nwhat: A new hose\n{more}"
    text += f"made:\n  date: {day}\n"
    text += f"answers: [{answers}]\n" if answers else ""
    if said:
        on, event, by = said.split(" ")
        text += f"history:\n  - {{date: {on}, event: {event}, by: {by}, via: phone}}\n"
    return {f"records/commitments/{name}.yaml": text}


def store(*promises: dict[str, str]) -> Store:
    files = {"records/meetings/2026/2026-03-02-garden.yaml": GARDEN}
    for one in promises:
        files |= one
    return store_of(files)


def items(found: Store, on: date = TODAY) -> dict[str, HeardItem]:
    return {one.id: one for one in heard_items(found, standings(found, on), on)}


HOSE, SHADE = "2026-03-02-garden#hose", "2026-03-02-garden#shade"


def test_an_item_is_there_from_the_day_of_its_meeting() -> None:
    assert set(items(store(), date(2026, 3, 1))) == {"2026-02-10-listening#bus-stop"}
    assert set(items(store(), date(2026, 3, 2))) == {"2026-02-10-listening#bus-stop", HOSE, SHADE}
    assert items(store())[HOSE].said_on == date(2026, 3, 2)


def test_a_reply_counts_from_its_day() -> None:
    before, after = (items(store(), date(2026, 3, day))[SHADE] for day in (19, 20))
    assert (before.outcome, before.replied) == ("unanswered", False)
    assert after.outcome == "replied"
    assert after.replied


def test_a_promise_answers_from_the_day_it_was_made() -> None:
    found = store(made("hose", "2026-03-10", answers=HOSE))
    assert items(found, date(2026, 3, 9))[HOSE].outcome == "unanswered"
    assert items(found, date(2026, 3, 10))[HOSE].outcome == "promised"


def test_every_promise_that_answers_is_there_also_by_a_former_id_of_the_meeting() -> None:
    found = store(
        made("b", "2026-03-10", answers="2026-03-02-huerto#hose"),
        made("a", "2026-03-10", answers=f"{HOSE}, {SHADE}"),
    )
    assert [one.id for one in items(found)[HOSE].promises] == ["a", "b"]
    assert [one.id for one in items(found)[SHADE].promises] == ["a"]
    assert items(found)[SHADE].outcome == "promised"


def test_meetings_are_told_by_day_and_then_by_id() -> None:
    other = "id: {}\ndate: 2026-03-02\ntitle: Tea\n"
    found = store(
        {f"records/meetings/{one}.yaml": other.format(one) for one in ("2026-03-02-a", "z")}
    )
    assert [one.id for one in meetings_by(found, TODAY)] == [
        "2026-02-10-listening",
        "2026-03-02-a",
        "2026-03-02-garden",
        "z",
    ]


def follow_up(
    found: Store, on: date = TODAY, meeting: str = "2026-03-02-garden"
) -> tuple[list[HeardItem], bool]:
    answers = Answers(found, on)
    for one in standings(found, on):
        answers.take(one)
    return answers.follow_up(found.meetings[meeting])


def heard_back(found: Store, on: date = TODAY, meeting: str = "2026-03-02-garden") -> bool:
    return follow_up(found, on, meeting)[1]


REPORT = "kind: report-back\n"
DELIVERED, CONFIRMED = "2026-04-01 delivered lcph-cpp", "2026-04-02 confirmed huerto-sol"
AMONG_US, TO_US = "lcph-cpp/maria-k lcph-cpp", "river-school lcph-cpp"
BY_US = "2026-04-02 confirmed lcph-cpp"
REPORTED = {
    "nothing was promised": ((), False),
    "a report was promised": ((made("r", "2026-03-02", answers=HOSE, more=REPORT),), False),
    "a report was delivered": (
        (made("r", "2026-03-02", answers=HOSE, more=REPORT, said=DELIVERED),),
        True,
    ),
    "a report was confirmed": (
        (made("r", "2026-03-02", answers=HOSE, more=REPORT, said=CONFIRMED),),
        True,
    ),
    "the one item without a reply was promised": (
        (made("p", "2026-03-02", answers=HOSE),),
        False,
    ),
    "the one item without a reply was delivered": (
        (made("p", "2026-03-02", answers=HOSE, said=DELIVERED),),
        True,
    ),
    "only the item with a reply was delivered": (
        (made("p", "2026-03-02", answers=SHADE, said=DELIVERED),),
        False,
    ),
    "a report among ourselves was confirmed": (
        (made("r", "2026-03-02", ends=AMONG_US, answers=HOSE, more=REPORT, said=BY_US),),
        False,
    ),
    "a report to us was confirmed": (
        (made("r", "2026-03-02", ends=TO_US, answers=HOSE, more=REPORT, said=BY_US),),
        False,
    ),
    "the one item without a reply was kept among ourselves": (
        (made("p", "2026-03-02", ends=AMONG_US, answers=HOSE, said=BY_US),),
        False,
    ),
    "the one item without a reply was kept between partners": (
        (made("p", "2026-03-02", ends="river-school huerto-sol", answers=HOSE, said=CONFIRMED),),
        True,
    ),
}


@pytest.mark.parametrize(("promises", "expected"), REPORTED.values(), ids=REPORTED)
def test_those_who_met_heard_back_by_a_report_or_by_an_answer_to_each_item(
    promises: tuple[dict[str, str], ...], expected: bool
) -> None:
    assert heard_back(store(*promises)) is expected


@pytest.mark.parametrize(("promises", "expected"), REPORTED.values(), ids=REPORTED)
def test_a_meeting_heard_back_exactly_when_each_thing_said_there_did(
    promises: tuple[dict[str, str], ...], expected: bool
) -> None:
    found = store(*promises)
    answers = answers_by(found, standings(found, TODAY), TODAY)
    garden = answers.items([found.meetings["2026-03-02-garden"]])
    assert all(answers.report_back(one) for one in garden) is expected


def test_they_heard_back_by_what_came_first() -> None:
    """The report of 1 April is earlier than the promise that was kept, and later than the reply."""
    found = store(
        made("report", "2026-03-02", answers=SHADE, more=REPORT, said=DELIVERED),
        made("hose", "2026-03-03", answers=HOSE, said="2026-04-09 confirmed huerto-sol"),
    )
    answers = answers_by(found, standings(found, TODAY), TODAY)
    hose, shade = answers.items([found.meetings["2026-03-02-garden"]])
    by_report, by_reply = map(answers.report_back, (hose, shade))
    assert by_report is not None
    assert by_report.promise is not None
    assert (str(by_report.day), by_report.promise.id) == ("2026-04-01", "report")
    assert by_reply is not None
    assert (str(by_reply.day), by_reply.promise) == ("2026-03-20", None)


def test_a_report_before_it_was_delivered_is_none() -> None:
    found = store(made("r", "2026-03-02", answers=HOSE, more=REPORT, said=DELIVERED))
    assert not heard_back(found, date(2026, 3, 31))
    assert heard_back(found, date(2026, 4, 1))


def test_a_report_on_a_meeting_is_found_also_by_a_former_id_of_the_meeting() -> None:
    there = REPORT.replace("\n", "\nanswers: [2026-03-02-huerto#hose]\n")
    assert heard_back(store(made("r", "2026-03-02", more=there, said=DELIVERED)))


def test_what_follows_a_meeting_is_what_neither_a_promise_nor_a_reply_answers() -> None:
    found = store(made("p", "2026-03-10", answers=HOSE))
    for day, expected in (("2026-03-09", [HOSE, SHADE]), ("2026-03-19", [SHADE])):
        on = date.fromisoformat(day)
        assert [one.id for one in follow_up(found, on)[0]] == expected
        garden = [one for one in items(found, on).values() if one.meeting.id.endswith("garden")]
        assert [one.id for one in unanswered(garden)] == expected
    assert follow_up(found)[0] == []


def test_a_meeting_where_nothing_was_heard_has_not_heard_back_by_itself() -> None:
    tea = "id: tea\ndate: 2026-03-02\ntitle: Tea\n"
    assert not heard_back(store({"records/meetings/tea.yaml": tea}), meeting="tea")


def test_contact_is_the_last_meeting_or_word_up_to_a_day() -> None:
    found = store(
        made("hose", "2026-03-10", said="2026-04-02 confirmed huerto-sol/ana-r"),
        partner("quiet-club"),
    )
    on_day = {
        day: last_contacts(found, date.fromisoformat(day)) for day in ("2026-04-01", "2026-04-02")
    }
    before, after = on_day.values()
    assert (before["huerto-sol"].day, before["huerto-sol"].record) == (
        date(2026, 3, 2),
        "2026-03-02-garden",
    )
    assert (after["huerto-sol"].day, after["huerto-sol"].record) == (date(2026, 4, 2), "hose")
    assert after["river-school"].record == "2026-03-02-garden"
    assert "quiet-club" not in after


def test_who_called_a_meeting_or_came_to_it_took_part() -> None:
    found = store()
    meeting = found.meetings["2026-03-02-garden"]
    assert partners_at(found, [meeting]) == {"lcph-cpp", "huerto-sol", "river-school"}
    for party in ("river-elementary", "huerto-sol/ana-r"):
        assert meetings_with(found, [meeting], party) == [meeting]
    assert meetings_with(found, [meeting], "river-school/lee-w") == []


def test_the_others_are_the_partners_that_are_not_us_and_had_begun() -> None:
    found = store(partner("late-club", more="status: active\nsince: 2026-05-01\n"))
    assert [one.id for one in others(found, date(2026, 4, 30))] == ["huerto-sol", "river-school"]
    assert [one.id for one in others(found, date(2026, 5, 1))] == [
        "huerto-sol",
        "late-club",
        "river-school",
    ]
