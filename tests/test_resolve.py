"""Names to ids: an id, a former id, a name, part of one, a prefix."""

from pathlib import Path

import pytest

from cpp_cli.cli.resolve import find_heard, find_party, find_record, fold
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, Kind
from cpp_cli.reading.store import Store
from tests.support import run, store_of, write_files


def partner(id: str, name: str, more: str = "") -> dict[str, str]:
    """Return the file of one more partner."""
    text = f"id: {id}\nname: {name}\nkind: other\nstatus: active\n{more}"
    return {f"records/partners/{id}.yaml": text}


MORE = {
    **partner("sol", "Casa Sol", "also_known_as: [La Cocina]\n"),
    **partner("sol-y-luna", "Sol y Luna"),
    **partner("acao", "Acción Añeja", "people:\n  - id: ana-r\n    name: Ana Ruiz\n"),
    **partner("river-road-clinic", "Clinic", "people:\n  - id: jose\n    name: José Peña\n"),
    **{
        path: text for n in range(20) for path, text in partner(f"club-{n:02}", f"Club {n}").items()
    },
}


@pytest.fixture(scope="module")
def store() -> Store:
    """The records of the rules' example and some more partners."""
    return store_of(MORE)


def found(store: Store, text: str, communities: bool = False) -> list[str]:
    """Return the parties that a text may mean."""
    return [key for key, _ in find_party(store, text, communities).found]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("huerto-sol", ["huerto-sol"]),
        ("river-elementary", ["river-school"]),
        ("Huerto Sol", ["huerto-sol"]),
        (" huerto sol ", ["huerto-sol"]),
        ("HUERTO-SOL", ["huerto-sol"]),
        ("HUERTO", ["huerto-sol"]),
        ("school", ["river-school"]),
        ("sol", ["sol"]),
        ("SOL", ["sol"]),
        ("casa", ["sol"]),
        ("la cocina", ["sol"]),
        ("cocin", ["sol"]),
        ("accion aneja", ["acao"]),
        ("ACCIÓN", ["acao"]),
        ("Public Health, Community", ["lcph-cpp"]),
        ("river", ["river-school", "river-road-clinic"]),
        ("sol-", ["sol-y-luna"]),
        ("luna", ["sol-y-luna"]),
        ("nobody", []),
        ("", []),
        (" ", []),
        ("river-road", ["river-road-clinic"]),
    ],
)
def test_a_partner_is_found_by_id_and_name(store: Store, text: str, ids: list[str]) -> None:
    assert sorted(found(store, text)) == sorted(ids)
    assert sorted(key for key, _ in find_record(store, PARTNER, text).found) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("huerto-sol/ana-r", ["huerto-sol/ana-r"]),
        ("river-elementary/lee-w", ["river-school/lee-w"]),
        ("Lee W", ["river-school/lee-w"]),
        ("lee", ["river-school/lee-w"]),
        ("jose pena", ["river-road-clinic/jose"]),
        ("Maria", ["lcph-cpp/maria-k"]),
        ("maria-k", ["lcph-cpp/maria-k"]),
        ("ana", ["huerto-sol/ana-r", "acao/ana-r"]),
        ("Ana R", ["huerto-sol/ana-r"]),
        ("acao/an", ["acao/ana-r"]),
        ("huerto-sol/lee-w", []),
        ("us", ["lcph-cpp"]),
    ],
)
def test_a_person_is_found_where_no_partner_is_meant(
    store: Store, text: str, ids: list[str]
) -> None:
    assert sorted(found(store, text)) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("river-road", ["river-road"]),
        ("river road neighbors", ["river-road"]),
        ("neighbors", ["river-road"]),
        ("river", ["river-road", "river-road-clinic", "river-school"]),
        ("huerto", ["huerto-sol"]),
    ],
)
def test_a_community_is_found_where_one_may_be_meant(
    store: Store, text: str, ids: list[str]
) -> None:
    assert sorted(found(store, text, communities=True)) == ids
    assert not any(key == "river-road" for key in found(store, text))


@pytest.mark.parametrize(
    ("kind", "text", "ids"),
    [
        (MEETING, "2026-02-10-listening", ["2026-02-10-listening"]),
        (MEETING, "2026-02", ["2026-02-10-listening"]),
        (MEETING, "garden", ["2026-02-10-listening"]),
        (COMMITMENT, "transit district", ["2026-02-10-bus-stop-light"]),
        (HARM, "sprayed", ["spraying"]),
        (HARM, "huerto", []),
    ],
)
def test_other_records_are_found_by_their_words(
    store: Store, kind: Kind, text: str, ids: list[str]
) -> None:
    assert [key for key, _ in find_record(store, kind, text).found] == ids


def test_us_is_not_us_where_the_program_says_nothing() -> None:
    assert found(store_of({"records/program.yaml": "name: x\n"}), "us") == []


# What is said where it is not clear


def test_several_matches_are_listed_and_nothing_is_done(store: Store) -> None:
    refusal = find_party(store, "river").refusal()
    assert refusal.message == '"river" could be more than one partner or person:'
    assert sorted(refusal.hints) == [
        "  river-road-clinic  Clinic",
        "  river-school  River School",
        "Name one of them; nothing was done.",
    ]


def test_a_long_list_is_cut_and_counted(store: Store) -> None:
    refusal = find_record(store, PARTNER, "club").refusal()
    assert len(refusal.hints) == 14
    assert refusal.hints[12:] == ("  … and 8 more", "Name one of them; nothing was done.")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("hurto sol", "  huerto-sol  Huerto Sol"),
        ("rivr-school", "  river-school  River School"),
        ("jose peno", "  river-road-clinic/jose  José Peña (Clinic)"),
        ("casa sool", "  sol  Casa Sol"),
    ],
)
def test_where_nothing_matches_the_nearest_are_offered(
    store: Store, text: str, nearest: str
) -> None:
    refusal = find_party(store, text).refusal()
    assert refusal.message == f'There is no partner or person "{text}".'
    assert refusal.hints[:2] == ("The nearest are:", nearest)


def test_where_nothing_is_near_nothing_is_offered(store: Store) -> None:
    assert find_party(store, "zzzzzzzz").refusal().hints == ()
    assert find_party(store, "").refusal().hints == ()


@pytest.mark.parametrize(
    ("communities", "what"),
    [(False, "partner or person"), (True, "partner, person or community")],
)
def test_it_is_said_what_was_looked_for(store: Store, communities: bool, what: str) -> None:
    message = find_party(store, "zzz", communities).refusal().message
    assert message == f'There is no {what} "zzz".'


def test_a_record_that_cannot_be_read_is_named_rather_than_denied() -> None:
    store = store_of({"records/partners/garden-club.yaml": "id: garden-club\nname: [\n"})
    refusal = find_party(store, "garden").refusal()
    assert refusal.message == "The record of garden-club cannot be read."


def test_what_was_heard_may_be_in_a_record_that_cannot_be_read() -> None:
    store = store_of({"records/meetings/2026/2026-05-20-talks.yaml": "heard: [\n"})
    named = find_heard(store, "2026-05-20-ta#hose").refusal()
    assert named.message == "The record of 2026-05-20-talks cannot be read."
    unnamed = find_heard(store, "hose").refusal(left_out=1)
    assert unnamed.message == 'Nothing that was heard fits "hose".'
    assert unnamed.hints == ("One record cannot be read; perhaps it is there. See: cpp validate",)


def test_of_long_words_the_beginning_is_listed() -> None:
    lines = {"long": "Long " + 65 * "n", "longer": "Long " + 66 * "n"}
    files = {
        f"records/harms/{key}.yaml": f"id: {key}\nwhat: {what}\n" for key, what in lines.items()
    }
    hints = find_record(store_of(files), HARM, "long n").refusal().hints
    assert hints[:2] == (f"  long  Long {65 * 'n'}", f"  longer  Long {64 * 'n'}…")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ñandú ÉL  ", "nandu el"),
        ("Straße", "strasse"),
        ("ﬁn", "fin"),
        ("A\u0301", "a"),
        ("İstanbul", "istanbul"),
        ("李", "李"),
    ],
)
def test_names_are_compared_without_case_and_accents(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


# At the terminal


def test_a_name_does_where_an_id_is_asked_for(repo: Path) -> None:
    by_id = run("partner", "show", "huerto-sol", root=repo)
    assert by_id.status == 0
    for text in ("Huerto Sol", "huerto", "HUERTO SÓL"):
        assert run("partner", "show", text, root=repo) == by_id


def test_several_matches_do_nothing(repo: Path) -> None:
    write_files(repo, partner("huerto-luna", "Huerto Luna"))
    session = run("partner", "edit", "huerto", "--set", "status=paused", root=repo)
    assert session.status == 2
    assert session.stdout == ""
    assert '"huerto" could be more than one partner:' in session.stderr
    assert "paused" not in (repo / "records/partners/huerto-luna.yaml").read_text()
