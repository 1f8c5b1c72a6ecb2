"""What people type for a field, and what the file will say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli.ask import Asker
from cpp_cli.cli.session import Session
from cpp_cli.commands.values import flat, list_of, slug, value_of
from cpp_cli.editing.emit import Data, Typed
from cpp_cli.errors import Refused
from cpp_cli.models.ids import is_id
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, Kind
from cpp_cli.models.shape import shape_at
from tests.support import TODAY, run


@pytest.fixture
def session(repo: Path) -> Session:
    """A session with nobody to ask, on the records of the rules' example."""
    return Session(TODAY, Asker(False), {"directory": str(repo)})


def value(session: Session, kind: Kind, field: str, text: str) -> Data:
    """Return what a text typed for a field becomes."""
    shape = shape_at(kind.model, tuple(field.split(".")))
    assert shape is not None
    return value_of(session, shape, text, "--" + field)


# One value


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        (PARTNER, "name", "Huerto  Sol", "Huerto  Sol"),
        (PARTNER, "notes", "one\r\ntwo\n", "one\ntwo"),
        (PARTNER, "since", "2024-03-01", Typed("2024-03-01")),
        (PARTNER, "since", "hoy", Typed("2026-06-01")),
        (PARTNER, "since", " next friday ", Typed("2026-06-05")),
        (PARTNER, "community_led", "true", Typed("true")),
        (PARTNER, "community_led", "Yes", Typed("true")),
        (PARTNER, "community_led", " NO ", Typed("false")),
        (PARTNER, "community_led", "maybe", Typed("maybe")),
        (PARTNER, "steward", "maria", "lcph-cpp/maria-k"),
        (PARTNER, "steward", "River School", "river-school"),
        (COMMITMENT, "to", "river road", "river-road"),
        (COMMITMENT, "made.meeting", "garden", "2026-02-10-listening"),
        (COMMITMENT, "answers", "garden#bus-stop", "2026-02-10-listening#bus-stop"),
        (COMMITMENT, "repairs", "spray", "spraying"),
        (COMMITMENT, "resources.hours", " 1.50 ", Typed("1.50")),
        (MEETING, "translated", "en= The bus: no light ", {"en": "The bus: no light"}),
    ],
)
def test_a_typed_value_becomes_what_the_file_says(
    session: Session, kind: Kind, field: str, typed: str, said: Data
) -> None:
    found = value(session, kind, field, typed)
    assert found == said
    assert type(found) is type(said)


@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
@pytest.mark.parametrize("field", ["name", "since", "community_led", "steward", "people"])
def test_an_empty_value_is_refused(session: Session, field: str, empty: str) -> None:
    with pytest.raises(Refused, match=f"--{field}: an empty value is not written"):
        value(session, PARTNER, field, empty)


@pytest.mark.parametrize("text", ["The bus has no light", "en=", "en= "])
def test_a_translation_names_its_language_and_its_words(session: Session, text: str) -> None:
    with pytest.raises(Refused, match="write it as language=words"):
        value(session, MEETING, "translated", text)


@pytest.mark.parametrize(
    ("kind", "field", "text", "why"),
    [
        (PARTNER, "steward", "nobody at all", "There is no"),
        (COMMITMENT, "made.meeting", "nothing like it", "There is no"),
        (COMMITMENT, "answers", "nothing like it#bus-stop", "Nothing that was heard fits"),
        (HARM, "by", "ghost", "There is no"),
    ],
)
def test_a_name_that_nothing_has_is_refused(
    session: Session, kind: Kind, field: str, text: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        value(session, kind, field, text)


def test_a_community_is_refused_where_a_party_is_wanted(session: Session) -> None:
    with pytest.raises(Refused, match="River Road neighbors is a community"):
        value(session, PARTNER, "steward", "river road")


def test_words_for_a_day_are_read_back_to_the_person(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    value(session, PARTNER, "since", "next friday")
    assert capsys.readouterr() == ("", "next friday is Friday 5 June 2026 (2026-06-05).\n")


def test_words_for_a_day_are_refused_where_nobody_sees_the_echo(session: Session) -> None:
    session.options["no_input"] = True
    with pytest.raises(Refused, match="--since: next friday is not a date"):
        value(session, PARTNER, "since", "next friday")


# Lists


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("languages", "en, es,mam", ("en", "es", "mam")),
        ("languages", "en", ("en",)),
        ("communities", "river-road", ("river-road",)),
    ],
)
def test_a_list_is_typed_with_commas(
    session: Session, field: str, typed: str, said: tuple[Data, ...]
) -> None:
    shape = shape_at(PARTNER.model, (field,))
    assert shape is not None
    assert list_of(session, shape, typed, "--set") == said


@pytest.mark.parametrize("typed", ["", "en,,es", "en,", ","])
def test_an_empty_item_is_refused(session: Session, typed: str) -> None:
    shape = shape_at(PARTNER.model, ("languages",))
    assert shape is not None
    with pytest.raises(Refused, match="an empty value is not written"):
        list_of(session, shape, typed, "--set languages")


# What has parts


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        (
            PARTNER,
            "people",
            "name=Ana R; role=Nurse; consent.scope=public; languages=en, es",
            {
                "id": "ana-r",
                "name": "Ana R",
                "role": "Nurse",
                "languages": ("en", "es"),
                "consent": {"scope": "public"},
            },
        ),
        (
            PARTNER,
            "people",
            "role=Nurse;name=José Ñandú",
            {"id": "jose-nandu", "name": "José Ñandú", "role": "Nurse"},
        ),
        (PARTNER, "people", "name=Ana; id=ana-2", {"id": "ana-2", "name": "Ana"}),
        (
            PARTNER,
            "people",
            r"name=Ana; role=Nurse\; midwife",
            {"id": "ana", "name": "Ana", "role": "Nurse; midwife"},
        ),
        (PARTNER, "people", "name=Ana; role=a=b", {"id": "ana", "name": "Ana", "role": "a=b"}),
        (
            PARTNER,
            "people",
            " name = Ana ; role = Nurse ",
            {"id": "ana", "name": "Ana", "role": "Nurse"},
        ),
        (
            PARTNER,
            "people",
            "name=Ana; same_as=Lee W; since=today; consent.by=maria; consent.scope=public",
            {
                "id": "ana",
                "name": "Ana",
                "since": "2026-06-01",
                "same_as": "river-school/lee-w",
                "consent": {"by": "lcph-cpp/maria-k", "scope": "public"},
            },
        ),
        (
            PARTNER,
            "offers",
            "what=Sillas; translated.en=Chairs: ten; translated=mam=x",
            {"what": "Sillas", "translated": {"en": "Chairs: ten", "mam": "x"}},
        ),
        (
            PARTNER,
            "ratings",
            "date=2026-05-01; by=ana; about=us; shared-mission=3",
            {
                "date": "2026-05-01",
                "by": "huerto-sol/ana-r",
                "about": "lcph-cpp",
                "shared-mission": "3",
            },
        ),
        (
            MEETING,
            "heard",
            "id=bus; text=No bus; for=river-road, huerto",
            {"id": "bus", "for": ("river-road", "huerto-sol"), "text": "No bus"},
        ),
        (MEETING, "guests", "count=3", {"count": "3"}),
    ],
)
def test_what_has_parts_is_typed_as_names_and_values(
    session: Session, kind: Kind, field: str, typed: str, said: Data
) -> None:
    found = value(session, kind, field, typed)
    assert found == said
    assert isinstance(found, dict)
    assert isinstance(said, dict)
    assert list(found) == list(said)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("name=Ana; colour=red", "--people: there is no field colour."),
        ("name=Ana; consent.colour=red", "--people: there is no field colour."),
        ("name.first=Ana", "--people: there is no field name.first."),
        ("name=Ana; languages.en=yes", "--people: there is no field languages.en."),
        ("Ana R", "--people: 'Ana R' has no '='."),
        ("name=Ana; nurse", "--people: 'nurse' has no '='."),
        ("name=Ana;", "--people: '' has no '='."),
        ("name=", "--people: an empty value is not written."),
        ("name=Ana; role= ", "--people: an empty value is not written."),
        ("name=Ana; languages=en,", "--people: an empty value is not written."),
        ("name=Ana; consent=public", "--people: 'public' has no '='."),
        ("name=Ana; since=someday", "--people: someday is not a date."),
        ("name=Ana; same_as=ghost", 'There is no partner or person "ghost".'),
    ],
)
def test_parts_that_cannot_be_read_are_named(session: Session, typed: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        value(session, PARTNER, "people", typed)
    assert refused.value.message == why


def test_an_unknown_part_is_answered_with_the_known_ones(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        value(session, PARTNER, "people", "colour=red")
    assert refused.value.hints[-1].startswith("The fields are: id, name, role, pronouns")


# Ids made from words


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Huerto Sol", "huerto-sol"),
        ("  ¡Añádelo, por favor!  ", "anadelo-por-favor"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        ("Ana R.", "ana-r"),
        ("O'Brien & Sons", "o-brien-sons"),
        ("ﬁne Straße", "fine-strasse"),
        ("x" * 100, "x" * 60),
        ("李", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_from_the_first_words(words: str, id: str) -> None:
    assert slug(words) == id


@given(st.text())
def test_an_id_made_from_any_text_can_be_an_id(text: str) -> None:
    made = slug(text)
    assert not made or is_id(made)


# Options for all fields


def test_each_field_has_an_option_and_groups_are_joined() -> None:
    keys = [keys for keys, _ in flat(COMMITMENT.model, ("id", "history"))]
    assert ("made", "date") in keys
    assert ("resources", "money") in keys
    assert ("made",) not in keys
    assert ("history",) not in keys
    assert len(keys) == len(set(keys))


# At the terminal


def test_a_partner_is_added_with_people_typed_on_one_line(repo: Path) -> None:
    session = run(
        *("partner", "add", "--name", "Garden Club", "--kind", "other", "--community-led", "yes"),
        *("--people", "name=Sam T; role=Cook; consent.scope=public; languages=en, es"),
        *("--people", r"name=No Name\; really; phone=541-555-0121"),
        root=repo,
    )
    assert (session.status, session.stdout.splitlines()[0]) == (0, "garden-club")
    assert (repo / "records/partners/garden-club.yaml").read_text().partition("\n")[2] == (
        "id: garden-club\n"
        "name: Garden Club\n"
        "kind: other\n"
        "status: active\n"
        "community_led: true\n"
        "people:\n"
        "  - id: sam-t\n"
        "    name: Sam T\n"
        "    role: Cook\n"
        "    languages: [en, es]\n"
        "    consent:\n"
        "      scope: public\n"
        "  - id: no-name-really\n"
        "    name: No Name; really\n"
        "    phone: 541-555-0121\n"
    )


@pytest.mark.parametrize(
    ("option", "text", "why"),
    [
        ("--community-led", "maybe", "`community_led` is either true or false"),
        ("--people", "name=Sam; consent.scope=all", "`all` is not one of the words for `scope`"),
        ("--people", "name=Sam; email=x", "email"),
        ("--languages", "English", "language"),
    ],
)
def test_a_value_that_no_record_may_hold_is_refused_with_its_reason(
    repo: Path, option: str, text: str, why: str
) -> None:
    session = run(
        *("partner", "add", "--name", "Garden Club", "--kind", "other", option, text), root=repo
    )
    assert session.status == 2, str(session)
    assert why in session.stderr
    assert session.stdout == ""
    assert not (repo / "records/partners/garden-club.yaml").exists()


def test_a_part_given_twice_is_refused_and_not_chosen_from(repo: Path) -> None:
    session = run(
        "partner", "add", "--name", "Choir", "--kind", "other", "--people", "name=A; name=B",
        root=repo,
    )  # fmt: skip
    assert session.status == 2
    assert "name is there twice" in session.stderr
