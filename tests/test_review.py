"""A change told in words: what it does to promises, harms, people and what was heard."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cpp_cli.changes.news import GROUPS, News
from cpp_cli.changes.pairs import States, changes
from cpp_cli.changes.telling import news, only_written_anew
from cpp_cli.rules.example import A_HARM, A_MEETING, A_PARTNER, A_PROMISE, RECORDS
from tests.gits import alone, commit_all, git, repository
from tests.support import TODAY, run, store_of

PROMISE = "records/commitments/2026/2026-03-02-bus-passes.yaml"
HARM = "records/harms/closed-clinic.yaml"
MEETING = "records/meetings/2026/2026-03-02-garden.yaml"
PARTNER = "records/partners/garden-club.yaml"
HUERTO = "records/partners/huerto-sol.yaml"

DUE = A_PROMISE + "due: 2026-05-01\nresources:\n  money: 150.00 USD\n"
ENTRY = """\
  - date: {date}
    event: {event}
    by: {by}
    via: phone
"""


def said(event: str, by: str, date: str = "2026-03-20", more: str = "") -> str:
    return ENTRY.format(event=event, by=by, date=date) + more


def states(before: Mapping[str, str], after: Mapping[str, str | None]) -> States:
    was = store_of(before)
    now = {path: text.encode() if text is not None else None for path, text in after.items()}
    return States(was, was.after(now), list(after))


def told(before: Mapping[str, str], after: Mapping[str, str | None]) -> list[News]:
    both = states(before, after)
    return news(both, changes(both), TODAY)


def only(before: Mapping[str, str], after: Mapping[str, str | None]) -> tuple[str, str]:
    """Return the group and the words of the only thing that a change does."""
    (one,) = told(before, after)
    return one.group, one.text


HISTORY = DUE + "history:\n" + said("progress", "lcph-cpp", more="    note: Ten are here.\n")
BY_ANA = "huerto-sol/ana-r"
NEW_TERMS = "    agreed_by: huerto-sol/ana-r\n    why: The press is broken.\n"


@pytest.mark.parametrize(
    ("entry", "group", "words"),
    [
        (said("broken", "lcph-cpp", more="    note: No money.\n"), "broken", "will not be kept"),
        (said("disputed", BY_ANA), "disputed", "not kept as promised"),
        (said("released", BY_ANA), "weakened", "let go by ana-r"),
        (said("confirmed", BY_ANA), "kept", "it was kept, says ana-r"),
        (said("confirmed", "lcph-cpp/maria-k"), "without_word", "only Huerto Sol can say"),
        (said("released", "lcph-cpp"), "without_word", "only Huerto Sol can say"),
        (said("delivered", BY_ANA), "without_word", "does not count"),
        (said("delivered", "lcph-cpp"), "said", "it is done"),
        (said("progress", BY_ANA), "said", "where it stands"),
    ],
)
def test_each_word_about_a_promise_is_told_for_what_it_is(
    entry: str, group: str, words: str
) -> None:
    found = only({PROMISE: HISTORY}, {PROMISE: HISTORY + entry})
    assert found[0] == group
    assert words in found[1].replace("Ana R", "ana-r")


@pytest.mark.parametrize(
    ("terms", "group", "words"),
    [
        ("    due: 2026-09-01\n", "weakened", "moved later, from 2026-05-01 to 2026-09-01"),
        ("    due: 2026-04-15\n", "said", "moved earlier, from 2026-05-01 to 2026-04-15"),
        ("    what: Bring ten bus passes\n", "weakened", "reworded from"),
        ("    resources:\n      money: 100.00 USD\n", "weakened", "100.00 USD"),
        ("    resources:\n      money: 200.00 USD\n", "said", "200.00 USD"),
        ("    review: [2026-04-01, 2026-05-01]\n", "weakened", "looked at on 2026-04-01"),
    ],
)
def test_new_terms_are_weaker_or_not(terms: str, group: str, words: str) -> None:
    entry = said("renegotiated", "lcph-cpp", more=NEW_TERMS + terms)
    found = only({PROMISE: HISTORY}, {PROMISE: HISTORY + entry})
    assert found[0] == group
    assert words in found[1]
    assert "asked, Ana R (Huerto Sol) agreed, because: “The press is broken.”" in found[1]


def test_new_terms_are_held_against_those_in_force_not_those_at_first() -> None:
    once = HISTORY + said("renegotiated", "lcph-cpp", more=NEW_TERMS + "    due: 2026-09-01\n")
    again = said(
        "renegotiated",
        BY_ANA,
        "2026-03-25",
        more="    agreed_by: lcph-cpp\n    why: It is cold.\n    due: 2026-06-01\n",
    )
    assert only({PROMISE: once}, {PROMISE: once + again})[0] == "said"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due: 2026-05-01", "due: 2026-09-01"),
        ("due: 2026-05-01\n", ""),
        ("what: Bring twenty", "what: Bring ten"),
        ("to: huerto-sol", "to: river-school"),
        ("money: 150.00 USD", "money: 50.00 USD"),
    ],
)
def test_terms_that_were_changed_by_hand_weaken_a_promise(old: str, new: str) -> None:
    found = only({PROMISE: HISTORY}, {PROMISE: HISTORY.replace(old, new)})
    assert found[0] == "weakened"
    assert "nobody has agreed to it" in found[1]


def test_a_line_about_new_words_begins_with_them_and_does_not_say_them_again() -> None:
    (one,) = told({PROMISE: DUE}, {PROMISE: DUE.replace("twenty", "ten")})
    assert one.text.startswith("“Bring ten bus passes” (")
    assert one.text.endswith(": it was “Bring twenty bus passes”; nobody has agreed to it")


def test_a_promise_that_is_deleted_and_a_history_that_is_rewritten() -> None:
    assert only({PROMISE: HISTORY}, {PROMISE: None})[0] == "without_word"
    shorter = only({PROMISE: HISTORY}, {PROMISE: DUE})
    assert shorter[0] == "without_word"
    assert "taken out of its history: progress of 2026-03-20" in shorter[1]
    rewritten = only({PROMISE: HISTORY}, {PROMISE: HISTORY.replace("Ten", "Twenty")})
    assert "rewritten in its history: progress of 2026-03-20" in rewritten[1]


def test_a_word_taken_back_as_a_mistake() -> None:
    mistake = "    mistake:\n      by: {by}\n      date: 2026-03-21\n      why: Wrong promise.\n"
    kept = HISTORY + said("confirmed", BY_ANA, "2026-03-21")
    rightly = only({PROMISE: kept}, {PROMISE: kept + mistake.format(by=BY_ANA)})
    assert rightly[0] == "said"
    assert "taken back as a mistake by Ana R" in rightly[1]
    wrongly = only({PROMISE: kept}, {PROMISE: kept + mistake.format(by="lcph-cpp")})
    assert wrongly[0] == "without_word"


def test_a_new_promise_is_told_with_its_dates() -> None:
    assert only({}, {PROMISE: DUE}) == (
        "made",
        "“Bring twenty bus passes” (Lane County Public Health, Community Partnerships to"
        " Huerto Sol): promised on 2026-03-02, due on 2026-05-01",
    )
    reviewed = A_PROMISE + "review: [2026-05-01]\n"
    assert "looked at on 2026-05-01" in only({}, {PROMISE: reviewed})[1]
    assert "without a date" in only({}, {PROMISE: A_PROMISE})[1]


def test_a_promise_that_is_closed_by_who_may_speak_now() -> None:
    huerto = RECORDS[HUERTO]
    claimed = HISTORY + said("confirmed", "river-school/lee-w")
    found = told({PROMISE: claimed}, {HUERTO: huerto + "spoken_for_by:\n  - party: river-school\n"})
    (one,) = [one for one in found if one.group == "without_word"]
    assert one.change.path == PROMISE
    assert "kept now, and open before" in one.text


def test_a_partner_that_cannot_be_read_takes_no_word_away() -> None:
    kept = {PROMISE: HISTORY + said("confirmed", BY_ANA)}
    broken, whole = RECORDS[HUERTO] + "name: Huerto\n", RECORDS[HUERTO]
    group, text = only(kept, {HUERTO: broken})
    assert (group, "cannot be read any more" in text) == ("other", True)
    mended = told({**kept, HUERTO: broken}, {HUERTO: whole})
    assert "without_word" not in {one.group for one in mended}


def test_harms_are_told_with_whose_word_it_is() -> None:
    assert only({}, {HARM: A_HARM})[0] == "harms"
    history = A_HARM + "history:\n"
    by_us = said("acknowledged", "lcph-cpp", more="    note: In the meeting.\n")
    assert "takes responsibility" in only({HARM: A_HARM}, {HARM: history + by_us})[1]
    repaired = only({HARM: A_HARM}, {HARM: history + said("repaired", BY_ANA)})
    assert repaired[0] == "harms"
    wrong = only({HARM: A_HARM}, {HARM: history + said("repaired", "lcph-cpp")})
    assert wrong[0] == "without_word"
    assert only({HARM: A_HARM}, {HARM: None})[0] == "deleted"


PERSON = "people:\n  - id: rosa-t\n    name: Rosa T\n"
CONSENT = "    consent:\n      scope: {scope}\n      date: 2026-01-01\n"


@pytest.mark.parametrize(
    ("before", "after", "group", "words"),
    [
        ("", PERSON, "people", "Rosa T (Garden Club) was added"),
        (PERSON, PERSON + "    phone: 541-555-0199\n", "people", "a phone number was added"),
        (PERSON + "    phone: 541-555-0199\n", PERSON, "people", "a phone number was taken out"),
        (PERSON, PERSON + "    role: Chair\n", "people", "role: Chair, which is new"),
        (PERSON, PERSON + CONSENT.format(scope="public"), "consent", "agrees to be named"),
        (PERSON, PERSON + CONSENT.format(scope="internal"), "consent", "those who read these"),
        (
            PERSON + CONSENT.format(scope="public"),
            PERSON + CONSENT.format(scope="public") + "      withdrawn: 2026-05-01\n",
            "consent",
            "withdrew consent on 2026-05-01",
        ),
        (
            PERSON + CONSENT.format(scope="public"),
            PERSON + CONSENT.format(scope="public") + "      expires: 2026-05-01\n",
            "consent",
            "ran out on 2026-05-01",
        ),
        (PERSON + CONSENT.format(scope="public"), PERSON, "consent", "was taken out"),
        ("", "needs:\n  - what: A van\n", "other", ": needs.A van is new"),
        ("needs:\n  - what: A van\n", "", "other", ": needs.A van was taken out"),
        (
            "",
            "needs:\n  - what: A van\n    until: 2026-12-01\n",
            "other",
            "A van: until: 2026-12-01",
        ),
        ("", "visibility: public\n", "widened", "is public, it was internal"),
        ("visibility: public\n", "", "other", "not to be published any more"),
        ("since: 2026-01-01\n", "since: 2026-02-01\n", "other", "2026-01-01 is now 2026-02-01"),
    ],
)
def test_people_consent_and_visibility(before: str, after: str, group: str, words: str) -> None:
    found = only({PARTNER: A_PARTNER + before}, {PARTNER: A_PARTNER + after})
    assert found[0] == group
    assert words in found[1]
    assert "555" not in found[1]


HEARD = "heard:\n  - id: bus-stop\n    text: It is dark there.\n"
ANSWER = "    answer:\n      date: 2026-03-09\n      by: lcph-cpp\n      text: A lamp came.\n"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", HEARD, "bus-stop, new: “It is dark there.”"),
        (HEARD, HEARD.replace("dark", "fine"), "it was “It is dark there.”, it is “It is fine"),
        (HEARD, "", "bus-stop was taken out"),
        (HEARD, HEARD + ANSWER, "bus-stop, answered: “A lamp came.”"),
    ],
)
def test_what_communities_said(before: str, after: str, words: str) -> None:
    found = only({MEETING: A_MEETING + before}, {MEETING: A_MEETING + after})
    assert found[0] == "heard"
    assert words in found[1]


def test_a_rename_is_one_change_and_references_that_follow_it_are_none() -> None:
    other = "records/partners/garden-friends.yaml"
    promise = A_PROMISE.replace("to: huerto-sol", "to: garden-club")
    followed = promise.replace("garden-club", "garden-friends")
    renamed = A_PARTNER.replace("id: garden-club", "id: garden-friends")
    both = states(
        {PARTNER: A_PARTNER, PROMISE: promise},
        {PARTNER: None, other: renamed + "former_ids: [garden-club]\n", PROMISE: followed},
    )
    found = news(both, changes(both), TODAY)
    assert [(one.group, one.text) for one in found] == [
        ("other", "“Garden Club”: was called garden-club")
    ]
    assert only_written_anew(changes(both)) == [PROMISE]


@pytest.mark.parametrize(
    ("path", "text", "group", "name"),
    [
        (PARTNER, A_PARTNER, "other", "“Garden Club”"),
        (HARM, A_HARM + "history:\n" + said("acknowledged", "lcph-cpp"), "other", "“The clinic"),
        (PROMISE, HISTORY, "without_word", "“Bring twenty bus passes” (Lane"),
    ],
)
def test_what_cannot_be_read_any_more_is_not_called_taken_out(
    path: str, text: str, group: str, name: str
) -> None:
    found = only({path: text}, {path: text + "what: : :\n"})
    assert found[0] == group
    assert found[1].startswith(name)
    assert found[1].endswith(": cannot be read any more")


def test_what_is_told_of_a_record_begins_with_its_name() -> None:
    noted = A_PROMISE + "notes: Ask again.\n"
    for path, before, after, begins in (
        (PARTNER, A_PARTNER, A_PARTNER + "notes: Ask again.\n", "“Garden Club”: notes"),
        (PARTNER, A_PARTNER, A_PARTNER + "visibility: public\n", "partner “Garden Club” is public"),
        (PARTNER, A_PARTNER, None, "partner “Garden Club”"),
        (MEETING, A_MEETING, A_MEETING + HEARD, "“At the garden”: bus-stop, new"),
        (PROMISE, A_PROMISE, noted, "“Bring twenty bus passes” (Lane County Public Health"),
        (HARM, A_HARM, A_HARM + "notes: Ask again.\n", "“The clinic was closed"),
    ):
        assert only({path: before}, {path: after})[1].startswith(begins)


def test_another_way_of_writing_says_nothing_new() -> None:
    anew = DUE.replace("what: Bring twenty bus passes", "what: |\n  Bring twenty\n  bus passes")
    both = states({PROMISE: DUE}, {PROMISE: "# A comment.\n" + anew})
    assert news(both, changes(both), TODAY) == []
    assert only_written_anew(changes(both)) == [PROMISE]


def test_news_come_in_the_order_of_their_groups() -> None:
    found = told(
        {PARTNER: A_PARTNER, PROMISE: HISTORY, HARM: A_HARM},
        {
            PARTNER: A_PARTNER + PERSON,
            PROMISE: HISTORY + said("broken", "lcph-cpp", more="    note: No money.\n"),
            HARM: A_HARM.replace("asking", "hearing"),
            MEETING: A_MEETING + HEARD,
        },
    )
    order = [list(GROUPS).index(one.group) for one in found]
    assert order == sorted(order)
    assert found[0].group == "broken"


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Path]:
    """A repository with a branch on which nothing is changed yet."""
    with alone(tmp_path):
        root = repository(tmp_path / "records-here", {**RECORDS, PROMISE: HISTORY})
        git(root, "checkout", "--quiet", "-b", "change")
        yield root


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_what_is_all_that_changed_is_not_told_as_a_rest(branch: Path) -> None:
    change(branch, HUERTO, "status: active", "status: active\nsince: 2020-01-01")
    small = run("review", root=branch).stdout
    assert "This makes one change.\n\nWhat changed\n" in small
    assert "title=What changed::" in run("review", "-f", "github", root=branch).stdout
    change(branch, HUERTO, "name: Ana R", "name: Ana R\n    role: Gardener")
    large = run("review", root=branch).stdout
    assert "There is one other change." in large
    assert "\nOther changes\n" in large


def test_a_reviewer_sees_all_four_the_promises_first(branch: Path) -> None:
    light = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
    change(branch, PROMISE, "due: 2026-05-01", "due: 2026-12-01")
    change(branch, light, "Ask the transit district", "Perhaps ask the transit district")
    commit_all(branch)
    with (branch / PROMISE).open("a") as file:
        file.write(said("confirmed", "lcph-cpp/maria-k", "2026-04-02"))
    change(branch, HUERTO, "name: Ana R", "name: Ana R\n    phone: 541-555-0123")
    answer = run("review", root=branch)
    assert answer.status == 1
    lines = [line for line in answer.stdout.splitlines() if line.startswith("- ")]
    assert [PROMISE in lines[0] or PROMISE in lines[1], light in lines[0] or light in lines[1]] == [
        True,
        True,
    ]
    assert "which only Huerto Sol can say" in lines[2]
    assert lines[3] == f"- Ana R (Huerto Sol): a phone number was added ({HUERTO}:8)"
    assert "0123" not in answer.stdout
    assert "2 promises are weakened or reworded." in answer.stdout
    data = json.loads(run("review", "-f", "json", root=branch).stdout)["data"]
    assert [one["group"] for one in data["news"]] == [
        "weakened",
        "weakened",
        "without_word",
        "people",
    ]
    assert {one["code"] for one in data["findings_added"]} == {"A003", "C004"}
    assert data["base"] == git(branch, "rev-parse", "main")


def test_two_states_can_be_named_and_nothing_is_told_where_nothing_changed(branch: Path) -> None:
    assert "No record has changed." in run("review", root=branch).stdout
    change(branch, PROMISE, "Ten are here", "Twelve are here")
    commit_all(branch)
    change(branch, PROMISE, "Twelve are here", "Nobody is here")
    named = run("review", "main..change", root=branch)
    assert "“Twelve" not in named.stdout
    assert "rewritten in its history" in named.stdout
    back = run("review", "change..main", root=branch)
    assert "rewritten in its history" not in back.stdout, "main is the base of both"


def test_only_what_the_branch_did_is_told_and_not_what_main_did_since(branch: Path) -> None:
    git(branch, "checkout", "--quiet", "main")
    change(branch, HUERTO, "name: Huerto Sol", "name: Huerto")
    commit_all(branch)
    git(branch, "checkout", "--quiet", "change")
    change(branch, PROMISE, "due: 2026-05-01", "due: 2026-12-01")
    answer = run("review", root=branch)
    assert HUERTO not in answer.stdout
    assert PROMISE in answer.stdout


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    with alone(tmp_path):
        root = tmp_path / "new"
        root.mkdir()
        git(root, "init", "--quiet")
        for path, text in RECORDS.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        answer = run("review", root=root)
        assert "One promise is made." in answer.stdout
        assert answer.status == 0


def test_outside_of_git_there_is_nothing_to_compare(repo: Path, tmp_path: Path) -> None:
    with alone(tmp_path):
        answer = run("review", root=repo)
    assert answer.status == 3
    assert "no history" in answer.stderr
