"""The public view: what may not be published is not in it, whatever is made of it."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.ledger.consent import agreed
from cpp_cli.ledger.harms import harm_standings
from cpp_cli.ledger.hearing import answers_by, heard_items, meetings_by
from cpp_cli.ledger.matter import Scope
from cpp_cli.ledger.names import Names, words_of
from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.public import View, published
from cpp_cli.ledger.public_fields import PUBLISHED
from cpp_cli.models.kinds import KINDS, PROGRAM
from cpp_cli.models.part import REQUIRED, Part
from cpp_cli.models.shape import plain, texts
from cpp_cli.models.types import types
from cpp_cli.models.walk import free_texts, model_in
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.reading.store import Store
from cpp_cli.reports.summary import report
from tests.gits import git
from tests.support import ROOT, TODAY, examples, partner, run, store_of, write_files
from words.catalogue import TEMPLATE, languages, po, read

DAY = date(2026, 10, 1)


@cache
def shipped() -> Store:
    return load(WorkingTree(ROOT))


def view_of(store: Store, day: date = DAY, now: Store | None = None) -> View:
    return published(store, standings(store, day), day, now)


def said(view: View, day: date = DAY) -> str:
    """Return everything that a view holds, and what a summary of it says, as one text."""
    records = [(record.path, record.id, plain(record.model)) for record in view.store.records()]
    names = [view.store.name(one) for record in view.store.records() for one in _parties(record)]
    answer = report(view.store, view.standings, day, Scope())
    return repr((records, names, answer.data, [vars_of(block) for block in answer.blocks]))


def _parties(record: Any) -> Iterator[str]:
    yield from re.findall(r"'(_?[a-z0-9][a-z0-9-]*(?:/[a-z0-9-]+)?)'", repr(plain(record.model)))


def vars_of(block: object) -> dict[str, object]:
    slots = [slot for one in type(block).__mro__ for slot in getattr(one, "__slots__", ())]
    return {slot: getattr(block, slot) for slot in slots}


def every_model() -> set[type[Part]]:
    found: set[type[Part]] = set()
    wanted: list[type[Part]] = [kind.model for kind in KINDS.values()]
    while wanted:
        model = wanted.pop()
        if model not in found:
            found.add(model)
            inner = (model_in(annotation) for annotation in types(model).values())
            wanted += [one for one in inner if one]
    return found


# Every field is decided on

WITHHELD = {
    "Partner": {"former_ids", "notes", "tags"},
    "Person": {"email", "phone", "account", "same_as"},
    "Connection": {"note"},
    "Consent": {"by", "date", "expires", "withdrawn", "how"},
    "Meeting": {"former_ids", "notes"},
    "Guest": {"name", "of"},
    "Commitment": {"former_ids", "notes"},
    "Harm": {"former_ids", "notes"},
    "Program": {"former_ids", "notes", "visibility"},
}


@pytest.mark.parametrize("model", sorted(every_model(), key=str))
def test_of_every_field_it_was_decided_whether_it_is_published(model: type[Part]) -> None:
    withheld = WITHHELD.get(model.__name__, set())
    assert set(PUBLISHED[model]) | withheld == set(model.FIELDS)
    assert not set(PUBLISHED[model]) & withheld
    required = {name for name, default in model.FIELDS.items() if default is REQUIRED}
    assert required <= set(PUBLISHED[model])


# The example: no internal word gets out

_RUN = 4
"""So many words in a row that stand in what is internal, and nowhere in public, are a leak."""


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = tuple(words_of(text))
    if len(words) < _RUN:
        return {words} if len(words) > 1 else set()
    return {words[at : at + _RUN] for at in range(len(words) - _RUN + 1)}


@cache
def internal_texts() -> list[str]:
    """Every text of the shipped records that may not be published."""
    found: list[str] = []
    for record in shipped().records():
        if record.kind is PROGRAM:
            continue
        if record.model.visibility != "public":
            found += [text for _, text in free_texts(record.model, frozenset())]
            continue
        found.append(record.model.notes or "")
        for person in getattr(record.model, "people", ()):
            found += [person.email or "", person.phone or "", person.account or ""]
            if agreed(person.consent, DAY) != "public":
                found += [person.name or "", person.role or ""]
        for guest in getattr(record.model, "guests", ()):
            found += [guest.name or "", guest.of or ""]
        for one in getattr(record.model, "heard", ()):
            if agreed(one.consent, DAY) != "public":
                found += [one.text, *one.translated.values()]
                found.append(one.answer.text if one.answer else "")
    return [text for text in found if text]


@cache
def public_words() -> set[tuple[str, ...]]:
    """The runs of words that public records, or the program in any language, say themselves."""
    found: set[tuple[str, ...]] = set()
    for catalogue in map(read, (TEMPLATE, *map(po, languages()))):
        for message in catalogue:
            for said in (message.id, message.string):
                for form in (said,) if isinstance(said, str) else said or ():
                    found |= runs_of(form)
    for record in shipped().records():
        if record.kind is PROGRAM or record.model.visibility == "public":
            for text in _strings(plain(record.model.but(notes=None))):
                found |= runs_of(text)
    return found


def _strings(held: Any) -> Iterator[str]:
    """Yield every text in what JSON can say, the names of fields too."""
    if isinstance(held, str):
        yield held
    for name, one in held.items() if isinstance(held, dict) else enumerate(_listed(held)):
        yield from _strings(name)
        yield from _strings(one)


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []


@cache
def own_words() -> set[tuple[str, ...]]:
    """Return the runs of words in what the program itself says."""
    found: set[tuple[str, ...]] = set()
    for path in (ROOT / "cpp_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= runs_of(node.value)
    return found


@cache
def internal_runs() -> set[tuple[str, ...]]:
    """Return the runs of words that only internal texts say."""
    found = set().union(*map(runs_of, internal_texts()))
    return found - public_words() - public_short() - own_words()


def leaks(page: str) -> set[tuple[str, ...]]:
    """Return the runs of internal words that a text holds."""
    return words_in(page) & internal_runs()


@cache
def public_short() -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for record in shipped().records():
        if record.kind is PROGRAM or record.model.visibility == "public":
            for text in _strings(plain(record.model.but(notes=None))):
                words = tuple(words_of(text))
                found |= {words[at : at + n] for n in (2, 3) for at in range(len(words))}
    return found


def singles() -> set[str]:
    """What one word alone gives away: ids of internal records, contact details, accounts."""
    found: set[str | None] = set()
    for record in shipped().records():
        if record.kind is not PROGRAM and record.model.visibility != "public":
            found.add(record.id)
        for person in getattr(record.model, "people", ()):
            found |= {person.email, person.phone}
            found.add(person.account if person.account != person.id else None)
            if record.model.visibility != "public":
                found |= {f"{record.id}/{person.id}", person.name}
    return {one for one in found if one}


def test_what_is_internal_is_seen_where_it_is() -> None:
    everything = " ".join(internal_texts())
    assert len(leaks(everything)) > 2000
    assert len(singles()) > 60


def test_no_internal_word_of_the_shipped_records_is_in_their_public_view() -> None:
    text = said(view_of(shipped()))
    assert leaks(text) == set()
    assert [one for one in singles() if one in text] == []


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize(
    "about",
    [
        *("", "huerto", "spanish-speaking-families", "care-close-by"),
        *("--shape board", "--shape evidence"),
    ],
)
def test_no_internal_word_is_in_a_public_summary(form: str, about: str) -> None:
    words = ["summary", *about.split(), "--public", "--show-records", "-f", form]
    answer = run(*words, root=ROOT, today=DAY)
    assert answer.status == 0
    assert leaks(answer.stdout) == set()
    assert [one for one in singles() if one in answer.stdout] == []


# One public thing after another is made internal, or its consent withdrawn, and is gone


@cache
def public() -> View:
    return view_of(shipped())


PATHS = sorted(record.path for record in public().store.records() if record.kind is not PROGRAM)
NO_MORE = {
    "withdrawn": "scope: public\n{indent}withdrawn: 2027-01-01",
    "run out": "scope: public\n{indent}expires: 2026-09-30",
    "internal": "scope: internal",
}


def words_in(text: str) -> set[tuple[str, ...]]:
    words = tuple(words_of(text))
    return {words[at : at + n] for n in range(2, _RUN + 1) for at in range(len(words) - n + 1)}


def consent_ends(store: Store, path: str, keys: tuple[str | int, ...], how: str) -> Store:
    """Return a store in which a consent of a record no longer holds."""
    record = store.files.record(path)
    assert record is not None
    lines = record.text.content.splitlines(keepends=True)
    place = record.place((*keys, "scope"))
    indent = " " * (len(lines[place.line - 1]) - len(lines[place.line - 1].lstrip()))
    assert "scope: public" in lines[place.line - 1]
    lines[place.line - 1] = f"{indent}{NO_MORE[how].format(indent=indent)}\n"
    return store.after({path: "".join(lines).encode()})


@pytest.mark.parametrize("path", PATHS)
def test_a_record_that_is_made_internal_is_gone_at_once(path: str) -> None:
    record = shipped().files.record(path)
    assert record is not None
    hidden = record.text.content.replace("visibility: public", "visibility: internal", 1)
    view = view_of(shipped().after({path: hidden.encode()}))
    assert record.id not in view.store.of(record.kind)
    left = said(view_of(shipped().after({path: None})))
    own = public().store.of(record.kind)[record.id]
    mine = runs_in(own.model)
    assert mine & words_in(said(view)) <= words_in(left) | public_without(path)
    assert record.id not in {one for other in view.store.records() for one in _parties(other)}
    for kind in KINDS.values():
        gone = kind is record.kind
        assert len(view.store.of(kind)) == len(public().store.of(kind)) - gone


def public_without(path: str) -> set[tuple[str, ...]]:
    """Return the runs of words that other public records say."""
    return set().union(*(runs for other, runs in public_runs().items() if other != path))


@cache
def public_runs() -> dict[str, set[tuple[str, ...]]]:
    """Return the runs of words that each public record says, by its path."""
    return {record.path: runs_in(record.model) for record in public().store.records()}


def runs_in(model: Part) -> set[tuple[str, ...]]:
    return {run for _, text in texts(model) for run in runs_of(text)}


PEOPLE = sorted(public().store.people())
QUOTES = sorted(
    (record.path, number)
    for record in shipped().meetings.values()
    for number, one in enumerate(record.model.heard)
    if record.path in PATHS and agreed(one.consent, DAY) == "public"
)


@pytest.mark.parametrize("how", NO_MORE)
@pytest.mark.parametrize("party", PEOPLE)
def test_who_no_longer_agrees_is_gone_at_once(party: str, how: str) -> None:
    partner_id, _, person_id = party.partition("/")
    record = shipped().partners[partner_id]
    people = [one.id for one in record.model.people]
    at = people.index(person_id)
    if record.model.people[at].same_as:
        pytest.skip("the consent is kept elsewhere")  # and is tried there
    store = consent_ends(shipped(), record.path, ("people", at, "consent"), how)
    view = view_of(store)
    text = said(view)
    assert party not in set(view.store.people())
    assert party not in {one for other in view.store.records() for one in _parties(other)}
    name = tuple(words_of(record.model.people[at].name or ""))
    assert len(name) > 1
    assert name not in words_in(text)
    states = [(one.id, one.state, one.direction, one.due) for one in view.standings]
    assert states == [(one.id, one.state, one.direction, one.due) for one in public().standings]


@pytest.mark.parametrize("how", NO_MORE)
@pytest.mark.parametrize(("path", "number"), QUOTES)
def test_words_to_which_nobody_agrees_any_more_are_counted_and_gone(
    path: str, number: int, how: str
) -> None:
    view = view_of(consent_ends(shipped(), path, ("heard", number, "consent"), how))
    meeting = public().store.files.record(path)
    assert meeting is not None
    item = meeting.model.heard[number]
    text = said(view)
    mine = runs_of(item.text).union(*map(runs_of, item.translated.values()))
    others = meeting.model.but(heard=tuple(one for one in meeting.model.heard if one != item))
    assert mine - public_without(path) - runs_in(others) & words_in(text) == set()
    assert f"#{item.id}'" not in text
    before, after = (heard_items(one.store, one.standings, DAY) for one in (public(), view))
    assert [one.outcome for one in before] == [one.outcome for one in after]
    hidden = next(one for one in after if one.id == f"{meeting.id}#_{number + 1}")
    assert hidden.item.by is None


@pytest.mark.parametrize("key", sorted(public().store.harms))
def test_a_harm_whose_words_may_not_be_known_is_counted(key: str) -> None:
    record = shipped().harms[key]
    view = view_of(consent_ends(shipped(), record.path, ("consent",), "withdrawn"))
    text = said(view)
    (hidden,) = (one for one in view.store.harms if one.startswith("_"))
    own = [*runs_of(record.model.what)]
    own += [run for entry in record.model.history for run in runs_of(entry.note or "")]
    assert set(own) - public_without(record.path) & words_in(text) == set()
    assert key not in text
    found, was = (
        {
            one.record.id: (one.word, len(one.acknowledged), [s.id for s in one.repairs])
            for one in harm_standings(v.store, v.store.harms.values(), v.standings, DAY)
        }
        for v in (view, public())
    )
    assert found[hidden] == was[key]


# Today decides, whatever the day or the state of the records that is asked about


def test_what_is_withdrawn_today_is_gone_from_the_past_as_well(tmp_path: Path) -> None:
    files = {
        **partner("club", "ana ; name: Ana Lopez; consent: {scope: public}"),
        "records/meetings/2026/2026-02-10-listening.yaml": MET,
    }
    files["records/partners/club.yaml"] = CLUB
    write_files(tmp_path, {**_example_files(), **files})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    there = run("summary", "river-road", "--public", root=tmp_path, today="2026-05-01").stdout
    assert "We want a tent" in there
    gone = MET.replace("scope: public", "scope: public, withdrawn: 2026-05-02")
    write_files(tmp_path, {"records/meetings/2026/2026-02-10-listening.yaml": gone})
    for past in ([], ["--at", "HEAD"], ["--as-of", "2026-03-01"]):
        words = ["summary", "river-road", "--public", *past]
        answer = run(*words, root=tmp_path, today="2026-05-01")
        assert answer.status == 0
        assert "We want a tent" not in answer.stdout, past
        assert "[words not published]" in answer.stdout, past


def _example_files() -> Mapping[str, str]:
    from cpp_cli.rules.example import RECORDS

    return RECORDS


MET = """\
id: 2026-02-10-listening
date: 2026-02-10
title: Listening
visibility: public
attendees: [club/ana]
communities: [river-road]
heard:
  - id: tent
    by: club/ana
    text: We want a tent
    consent: {scope: public}
"""
CLUB = """\
id: club
name: Night Club
kind: other
status: active
visibility: public
people:
  - id: ana
    name: Ana Lopez
    consent: {scope: public}
"""
MEETING = "records/meetings/2026/2026-02-10-listening.yaml"


def test_visibility_and_consent_of_a_past_state_are_those_of_today() -> None:
    then = store_of({"records/partners/club.yaml": CLUB, MEETING: MET})
    for changed in (
        {"records/partners/club.yaml": CLUB.replace("scope: public", "scope: internal")},
        {"records/partners/club.yaml": CLUB.replace("public", "internal", 1)},
        {"records/partners/club.yaml": None},
    ):
        now = then.after({path: text.encode() if text else None for path, text in changed.items()})
        view = view_of(then, TODAY, now)
        assert "club/ana" not in repr(plain(view.store.meetings["2026-02-10-listening"].model))
        assert "Ana Lopez" not in said(view, TODAY)
    assert "club/ana" in view_of(then, TODAY).store.meetings["2026-02-10-listening"].model.attendees


# Who is not named


PROMISED = """\
id: 2026-03-02-promise
from: club/ana
to: huerto-sol
what: Tell Ana Lopez, or write to ana@example.org or 541-555-0142
visibility: public
made: {date: 2026-03-02, meeting: 2026-02-10-listening}
history:
  - {date: 2026-03-03, event: delivered, by: club/ana, via: phone, note: In her words}
"""


def test_a_party_that_is_not_public_is_there_without_its_name() -> None:
    path = "records/commitments/2026/2026-03-02-promise.yaml"
    club = CLUB.replace("visibility: public\n", "")
    view = view_of(store_of({"records/partners/club.yaml": club, path: PROMISED}), TODAY)
    promise = view.store.commitments["2026-03-02-promise"].model
    assert view.store.name(promise.from_) == "a partner that is not named here"
    assert view.store.name(promise.to) == "another partner that is not named here"
    assert promise.made.meeting is None
    assert promise.history[0].note is None
    (standing,) = view.standings
    assert (standing.state, standing.direction) == ("delivered", "between-partners")
    assert promise.what == "Tell Ana Lopez, or write to [contact withheld] or [contact withheld]"
    hidden = view_of(
        store_of(
            {
                "records/partners/club.yaml": club.replace("scope: public", "scope: internal"),
                path: PROMISED,
            }
        ),
        TODAY,
    )
    what = hidden.store.commitments["2026-03-02-promise"].model.what
    assert what.startswith("Tell [name withheld], or write")


def test_only_the_roles_of_who_is_us_are_published() -> None:
    view = view_of(shipped()).store
    roles = {party for party in view.people() if (person := view.person(party)) and person.role}
    assert "lcph-cpp/maren-oduya" in roles
    assert {party.partition("/")[0] for party in roles} <= set(shipped().us)
    ana = shipped().person("huerto-sol/ana-r")
    assert ana
    assert ana.role


def test_what_only_an_internal_promise_answers_does_not_look_unanswered() -> None:
    path = "records/commitments/2026/2026-03-02-promise.yaml"
    answers = PROMISED.replace("club/ana", "lcph-cpp")
    answers += "answers: [2026-02-10-listening#tent]\n"
    files = {"records/partners/club.yaml": CLUB, MEETING: MET}
    shown = {}
    for name, more in {
        "nothing": {},
        "public": {path: answers},
        "internal": {path: answers.replace("visibility: public\n", "")},
    }.items():
        view = view_of(store_of({**files, **more}), TODAY)
        (item,) = heard_items(view.store, view.standings, TODAY)
        shown[name] = (item.outcome, item.item.answer.text if item.item.answer else "")
    not_public = "[answered with a promise that is not public]"
    assert shown == {
        "nothing": ("unanswered", ""),
        "public": ("promised", ""),
        "internal": ("replied", not_public),
    }


def test_what_only_an_internal_promise_answers_does_not_look_reported_back() -> None:
    """The day on which it was promised is not one on which they heard back."""
    path = "records/commitments/2026/2026-03-02-promise.yaml"
    answers = PROMISED.replace("club/ana", "lcph-cpp").replace("visibility: public\n", "")
    answers += "answers: [2026-02-10-listening#tent]\n"
    for consent in ("public", "internal"):  # of the words, which have another id without it
        met = MET.replace("scope: public", f"scope: {consent}")
        files = {"records/partners/club.yaml": CLUB, MEETING: met, path: answers}
        view = view_of(store_of(files), TODAY)
        found = answers_by(view.store, view.standings, TODAY)
        (meeting,) = meetings_by(view.store, TODAY)
        (item,) = found.items([meeting])
        assert item.outcome == "replied"
        assert found.report_back(item) is None
        assert found.follow_up(meeting) == ([], False)


def test_one_of_us_who_is_internal_is_us() -> None:
    path = "records/commitments/2026/2026-03-02-promise.yaml"
    text = PROMISED.replace("club/ana", "lcph-cpp/maria-k")
    view = view_of(store_of({path: text}), TODAY)
    promise = view.store.commitments["2026-03-02-promise"].model
    assert view.store.name(promise.from_) == "Community Partnerships Program"
    assert [one.direction for one in view.standings] == ["outgoing"]


# Names in texts


NAMED = Names(
    [
        *(
            ("Ana López", "x"),
            ("Ana López Ruiz", "x"),
            ("River School", "y"),
            ("River School Annex", ""),
            ("Jo", "z"),
        ),
        *(("王秀英", "w"), ("สมชาย ใจดี", "s"), ("김영희", "k"), ("أحمد راشد", "a")),
    ],
    {"Bram", "Łukasz", "สมชาย"},
)
TOLD = {
    "Ana López came": ["Ana López"],
    "ana lopez came": ["ana lopez"],
    "ANA L\u00d3PEZ came": ["ANA L\u00d3PEZ"],
    "A\u00adna Lo\u0301pez": ["A\u00adna Lo\u0301pez"],
    "_Ana López_": ["Ana López"],
    "Ana and López": [],
    "the river school's yard": ["river school"],
    "the River School Annex": [],
    "Bram said so, bram did not": ["Bram"],
    "BRAM, Br\u00e0m and Bra\u0301m": ["BRAM", "Br\u00e0m", "Bra\u0301m"],
    "Lukasz and \u0141UKASZ": ["Lukasz", "\u0141UKASZ"],
    "昨天王秀英说水不好": ["王秀英"],
    "王 秀英, 王・秀英": ["王 秀英", "王・秀英"],
    "คุณสมชายใจดีบอกว่า": ["สมชาย", "สมชายใจดี"],
    "คุณสมชายบอกว่า": ["สมชาย"],
    "김영희가 말했다": ["김영희"],
    "قال لأحمد راشد": ["أحمد راشد"],
    "so did Jo": ["Jo"],
    "so did Ana López": ["Ana López"],
}


@pytest.mark.parametrize(("text", "found"), TOLD.items())
def test_a_name_is_found_where_it_stands_however_it_is_written(text: str, found: list[str]) -> None:
    assert [text[first:last] for first, last in NAMED.places(text)] == found


@examples(300)
@given(st.text(alphabet="AnaLópez \u0301\u00ad_-.RiverSchool'jo", max_size=40))
def test_the_places_of_names_are_those_that_are_told(text: str) -> None:
    some = Names([("Ana López", "x"), ("River School", "y"), ("Jo", "z")])
    assert bool(some.places(text)) == bool(some.told(words_of(text)))


SECRETS = st.sampled_from(
    [
        *("Ana Lopez", "ana lópez", "541-555-0177", "555-0177", "a.lopez@example.org"),
        *("a-lopez-acct", "5 4 1 5 5 5 0 1 7 7", "541/555/0177", "club/ana", "@ana", "Ana"),
        *("Ána", "ANA", "a.lopez (at) example.org", "a.lopez arroba example punto org"),
    ]
)


@examples(200)
@given(st.lists(st.one_of(SECRETS, st.sampled_from(["and", "—", "(", ")"])), max_size=7))
def test_no_name_or_contact_gets_through_any_text(pieces: list[str]) -> None:
    club = CLUB.replace("scope: public", "scope: internal")
    club += "    phone: 541-555-0177\n    account: a-lopez-acct\n    email: a.lopez@example.org\n"
    words = " ".join(["Said:", *pieces]).replace("\n", " ")
    meeting = MET.replace("title: Listening", f"title: {words!r}".replace("\\u", "\\\\u"))
    view = view_of(store_of({"records/partners/club.yaml": club, MEETING: meeting}), TODAY)
    title = view.store.meetings["2026-02-10-listening"].model.title
    for secret in ("ana", "ána", "lopez", "lópez", "0177", "0 1 7 7", "example", "acct"):
        assert secret not in title.lower()
    assert title.startswith("Said:")


def test_a_name_in_the_name_of_a_file_is_not_published() -> None:
    club = CLUB.replace("scope: public", "scope: internal")
    path = "records/commitments/2026/2026-03-02-promise.yaml"
    key, met = "2026-03-02-a-ramp-for-ana", "2026-02-11-listening"
    made = PROMISED.replace("2026-03-02-promise", key).replace("2026-02-10-listening", met)
    told = MET.replace("2026-02-10-listening", met).replace("id: tent", "id: ana-tent")
    files = {
        "records/partners/club.yaml": club,
        f"records/meetings/ana-lopez/{met}.yaml": told,
        path.replace("2026-03-02-promise", key): made + f"answers: [{met}#ana-tent]\n",
    }
    view = view_of(store_of(files), TODAY)
    (promise,) = view.store.commitments.values()
    (meeting,) = view.store.meetings.values()
    assert (promise.path, meeting.path) == (
        f"records/commitments/{promise.id}/{promise.id}.yaml",
        f"records/meetings/{meeting.id}/{meeting.id}.yaml",
    )
    assert re.fullmatch("[0-9]_ [0-9]_", f"{promise.id} {meeting.id}")
    assert promise.model.made.meeting == meeting.id
    assert promise.model.answers == (f"{meeting.id}#1_",)
    (item,) = heard_items(view.store, view.standings, TODAY)
    assert (item.outcome, item.item.text) == ("promised", "We want a tent")
    assert "lopez" not in said(view, TODAY).lower()
