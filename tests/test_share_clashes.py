"""Where two people changed the same, differently: it is asked in words, and never guessed."""

import json
import os
from pathlib import Path

import pytest

from tests import shares
from tests.gits import git
from tests.shares import (
    BUS,
    CLUB,
    HUERTO,
    add,
    branch,
    branches,
    change,
    goes_well,
    put,
    status,
    text,
)
from tests.support import run
from tests.test_terminal import terminal

pytestmark = pytest.mark.usefixtures("own_environment")

BECAME = "records/partners/huerto-del-sol.yaml"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Where everybody sends to."""
    return shares.hub(tmp_path)


@pytest.fixture
def ben(hub: Path) -> Path:
    """Ben's records; Ana's newer ones say of the same partner another name."""
    ben, ana = shares.clone(hub, "ben"), shares.clone(hub, "ana")
    change(ana, HUERTO, "name: Huerto Sol", "name: Huerto Grande")
    change(ana, HUERTO, "    name: Ana R\n", '    name: Ana R\n    phone: "541 555 0100"\n')
    sent(ana, hub)
    return ben


def sent(root: Path, hub: Path) -> None:
    """Make what somebody has changed the newest records."""
    goes_well(root, "submit")
    shares.take(hub, branch(root))


def test_off_a_terminal_clashes_are_listed_and_nothing_changes(ben: Path) -> None:
    change(ben, HUERTO, "name: Huerto Sol", "name: Huerto Chico")
    before = shares.everything(ben)
    for command in ("update", "submit"):
        said = run(command, "--no-input", root=ben)
        assert said.status == 1
        assert said.stdout == (
            "You and somebody else have changed the same, differently, in one place.\n"
            "\n"
            f"Huerto Chico: `name` ({HUERTO})\n"
            f"{'-' * len(f'Huerto Chico: `name` ({HUERTO})')}\n"
            "\n"
            "It was “Huerto Sol”. In the newest records it is “Huerto Grande”."
            " You have “Huerto Chico”.\n"
            "\n"
            "Nothing was changed. Run it at a terminal, without --no-input: it asks which is"
            " right.\n"
        )
        assert shares.everything(ben) == before
    told = json.loads(run("update", "--no-input", "--format", "json", root=ben).stdout)["data"]
    assert told["written"] is False
    assert [(one["path"], one["field"]) for one in told["clashes"]] == [(HUERTO, ["name"])]


def test_a_phone_number_is_not_shown(ben: Path) -> None:
    change(ben, HUERTO, "    name: Ana R\n", '    name: Ana R\n    phone: "541 555 0199"\n')
    said = run("update", "--no-input", "--format", "json", root=ben)
    assert said.status == 1
    (clash,) = json.loads(said.stdout)["data"]["clashes"]
    assert clash["field"] == ["people", "ana-r", "phone"]
    assert "0100" not in said.stdout + said.stderr
    assert "0199" not in said.stdout + said.stderr


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize(
    ("answer", "name"),
    [("1\n", "Huerto Grande"), ("2\n", "Huerto Chico"), ("something\nHuerto: 3\n", '"Huerto: 3"')],
)
def test_at_a_terminal_it_is_asked_which_is_right(
    ben: Path, answer: str, name: str, committed: bool
) -> None:
    change(ben, HUERTO, "name: Huerto Sol", "name: Huerto Chico # mine")
    if committed:
        git(ben, "commit", "--quiet", "--all", "--message", "By hand")
    chosen, _, typed = answer.partition("\n")
    with terminal(ben, "update") as person:
        person.answer("Which is right? (number or name) ", f"{chosen}\n")
        if typed:
            person.answer("What should it say? ", typed)
        assert person.end() == 0
    said = " ".join(person.transcript.split())
    assert (
        "Huerto Chico: you and somebody else have changed `name`. It was “Huerto Sol”. In the"
        " newest records it is “Huerto Grande”. You have “Huerto Chico”."
    ) in said
    assert "1 what is in the newest records" in said
    merged = text(ben, HUERTO)
    assert f"name: {name} # mine\n" in merged.replace("'", '"')
    assert 'phone: "541 555 0100"' in merged
    assert status(ben) == ("" if committed else f"M {HUERTO}")


def test_whoever_stops_at_the_question_has_changed_nothing(ben: Path) -> None:
    change(ben, HUERTO, "name: Huerto Sol", "name: Huerto Chico")
    before = shares.everything(ben)
    with terminal(ben, "update") as person:
        person.answer("Which is right? (number or name) ", "\x03")
        assert person.end() == 130
    assert "nothing was written" in person.transcript
    assert shares.everything(ben) == before


def test_what_one_deleted_and_the_other_changed_is_asked(ben: Path, hub: Path) -> None:
    put(ben, CLUB, shares.A_CLUB)
    goes_well(ben, "update")
    sent(ben, hub)
    ana = hub.parent / "ana"
    goes_well(ana, "update")
    goes_well(ben, "update")
    (ana / CLUB).unlink()
    sent(ana, hub)
    add(ben, CLUB, "notes: mine\n")
    said = run("update", root=ben)
    assert said.status == 1
    assert "In the newest records it was deleted. You have changed it." in said.stdout
    with terminal(ben, "update") as person:
        person.answer("Which is right? (number or name) ", "yours\n")
        assert person.end() == 0
    assert "notes: mine" in text(ben, CLUB)
    assert status(ben) == f"?? {CLUB}"


def test_a_record_that_both_renamed_differently_gets_one_of_the_names(ben: Path, hub: Path) -> None:
    ana = hub.parent / "ana"
    goes_well(ana, "update")
    goes_well(ana, "partner", "rename", "huerto-sol", "huerto-grande")
    goes_well(ana, "fix")
    sent(ana, hub)
    goes_well(ben, "partner", "rename", "huerto-sol", "huerto-del-sol")
    add(ben, BECAME, "notes: mine\n")
    said = run("update", root=ben)
    assert said.status == 1
    assert "It was huerto-sol. In the newest records it is huerto-grande." in said.stdout
    with terminal(ben, "update") as person:
        person.answer("Which is right? (number or name) ", "1\n")
        assert person.end() == 0
    there = text(ben, "records/partners/huerto-grande.yaml")
    assert "id: huerto-grande\n" in there
    assert "notes: mine" in there
    assert not (ben / BECAME).exists()
    assert not (ben / HUERTO).exists()


def test_the_same_change_twice_is_one(ben: Path) -> None:
    change(ben, HUERTO, "name: Huerto Sol", "name: Huerto Grande")
    goes_well(ben, "update")
    assert status(ben) == ""


def test_what_does_not_hold_together_any_more_is_said(ben: Path, hub: Path) -> None:
    """Ana lets a promise go that Ben has just written down as delivered: both cannot be."""
    ana = hub.parent / "ana"
    goes_well(ana, "update")
    word = "  - date: 2026-05-{0}\n    event: {1}\n    by: {2}\n    via: phone\n"
    add(ana, BUS, "history:\n" + word.format("02", "released", "huerto-sol/ana-r"))
    sent(ana, hub)
    add(ben, BUS, "history:\n" + word.format("20", "confirmed", "huerto-sol/ana-r"))
    goes_well(ben, "validate")
    add(
        ben, BUS, word.format("21", "delivered", "lcph-cpp/maria-k").replace("    via: phone\n", "")
    )
    put(ben, BUS, text(ben, BUS).replace("2026-05-20", "2026-05-01", 1))
    said = run("update", root=ben)
    assert said.status in (0, 1), said
    assert "released" in text(ben, BUS)
    assert "confirmed" in text(ben, BUS)
    assert (said.status == 1) == ("does not hold together" in said.stdout)
    assert run("validate", root=ben).status == said.status


# What was wrong before, and what a change makes wrong


def test_an_error_of_the_change_stops_it_and_an_older_one_elsewhere_does_not(
    ben: Path, hub: Path
) -> None:
    goes_well(ben, "update")
    put(
        ben,
        "records/partners/older.yaml",
        "id: older\nname: Older\nkind: nonsense\nstatus: active\n",
    )
    git(ben, "add", "--all")
    git(ben, "commit", "--quiet", "--message", "By hand")
    git(ben, "push", "--quiet")
    add(ben, HUERTO, "notes: mine\n")
    sent_before = branches(hub)
    goes_well(ben, "submit")
    assert len(branches(hub)) == len(sent_before) + 1
    put(ben, CLUB, shares.A_CLUB.replace("resident-group", "nonsense"))
    before = shares.everything(ben)
    said = run("submit", root=ben)
    assert said.status == 1
    assert CLUB in said.stdout
    assert "older.yaml" not in said.stdout
    assert shares.everything(ben) == before


def test_at_a_terminal_the_change_is_shown_and_may_be_kept_back(ben: Path, hub: Path) -> None:
    add(ben, BUS, "visibility: public\n")
    put(ben, "letter.txt", "x")
    before = shares.everything(ben)
    with terminal(ben, "submit") as person:
        person.answer("[Y/n] ", "n\n")
        assert person.end() == 130
    said = " ".join(person.transcript.split())
    assert "One record may be published from now on." in said
    assert "letter.txt" in said
    assert "Nothing was sent, and nothing was changed." in said
    assert shares.everything(ben) == before
    with terminal(ben, "submit") as person:
        person.answer("[Y/n] ", "\n")
        assert person.end() == 0
    assert len(branches(hub)) == 2


def test_who_it_is_by_is_asked_once_and_kept(ben: Path, hub: Path) -> None:
    for name in ("user.name", "user.email"):
        git(ben, "config", "--unset", name)
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    add(ben, BUS, "visibility: public\n")
    with terminal(ben, "submit", environment=nobody) as person:
        person.answer("[Y/n] ", "y\n")
        person.answer("Your name: ", "Ben Ñ\n")
        person.answer("Your e-mail: ", "nobody\n")
        person.answer("Your e-mail: ", "ben@example.org\n")
        assert person.end() == 0
    assert "That is no e-mail address." in person.transcript
    assert git(hub, "log", "-1", "--format=%an <%ae>", branch(ben)) == "Ben Ñ <ben@example.org>"
    add(ben, BUS, "notes: more\n")
    with terminal(ben, "submit", environment=nobody) as person:
        person.answer("[Y/n] ", "y\n")
        assert person.end() == 0


def test_two_records_that_became_one_are_never_silently_one(ben: Path, hub: Path) -> None:
    """Ben makes one of two; what somebody has changed in the other meanwhile is asked about."""
    ana = hub.parent / "ana"
    goes_well(ana, "update")
    goes_well(ben, "update")
    put(ana, CLUB, shares.A_CLUB)
    sent(ana, hub)
    goes_well(ben, "update")
    goes_well(ana, "update")
    add(ana, CLUB, "notes: of the club\n")
    add(ana, HUERTO, "notes: of the garden\n")
    sent(ana, hub)
    both = text(ben, HUERTO).replace("id: huerto-sol\n", "id: huerto-club\n")
    put(ben, "records/partners/huerto-club.yaml", f"{both}former_ids: [garden-club, huerto-sol]\n")
    (ben / CLUB).unlink()
    (ben / HUERTO).unlink()
    before = shares.everything(ben)
    said = run("update", root=ben)
    assert said.status == 1
    assert "You have deleted it. In the newest records it was changed." in said.stdout
    assert shares.everything(ben) == before
