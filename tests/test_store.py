"""The store: every record of a snapshot, found by its id, its former ids and its references."""

from datetime import date

from cpp_cli.ledger.hearing import was_heard
from cpp_cli.models.kinds import HARM, MEETING, PARTNER, kind_of
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.store import Store, active
from cpp_cli.rules import example
from cpp_cli.rules.check import findings
from tests.support import TODAY, InMemory, partner, store_of


def codes(store: Store) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in findings(store, TODAY)]


def test_a_record_is_found_in_any_depth_of_folders() -> None:
    path = "records/partners/a/b/c/garden-club.yaml"
    store = store_of({path: partner("garden-club").popitem()[1]})
    assert store.partners["garden-club"].path == path
    assert codes(store) == []


def test_a_former_id_leads_to_the_record_that_has_it_now() -> None:
    store = store_of()
    assert store.current(PARTNER, "river-elementary") == "river-school"
    assert store.party("river-elementary/lee-w") == "river-school/lee-w"
    assert store.knows(PARTNER, "river-elementary")
    assert store.name("river-elementary/lee-w") == "Lee W (River School)"


def test_the_id_that_a_record_has_goes_before_one_that_another_had() -> None:
    store = store_of(partner("garden-club", more="status: active\nformer_ids: [huerto-sol]\n"))
    assert store.current(PARTNER, "huerto-sol") == "huerto-sol"
    assert [code for _, code in codes(store)] == ["N005"]


def test_a_former_id_of_a_meeting_leads_to_what_was_heard_there() -> None:
    path = "records/meetings/2026/2026-02-10-listening.yaml"
    text = example.RECORDS[path].replace("2026-02-10-listening", "2026-02-10-garden")
    store = store_of(
        {
            path: "id: 2026-02-10-kitchen\ndate: 2026-02-10\ntitle: Kitchen\n",
            "records/meetings/2026/2026-02-10-garden.yaml": text
            + "former_ids: [2026-02-10-listening]\n",
        }
    )
    assert was_heard(store, "2026-02-10-listening#bus-stop")
    assert not was_heard(store, "2026-02-10-kitchen#bus-stop")


def test_of_two_records_with_one_id_the_first_by_path_is_looked_up() -> None:
    store = store_of(
        {"records/harms/wells/spraying.yaml": "id: spraying\nwhat: The well was closed.\n"}
    )
    assert store.harms["spraying"].path == "records/harms/spraying.yaml"
    assert codes(store) == [("records/harms/wells/spraying.yaml", "N003")]


def test_a_bad_file_is_findings_and_nobody_is_blamed_for_naming_it() -> None:
    store = store_of({"records/partners/huerto-sol.yaml": 'id: huerto-sol\nname: "Huerto\n'})
    assert codes(store) == [("records/partners/huerto-sol.yaml", "T012")]
    assert store.left_out == ["records/partners/huerto-sol.yaml"]
    assert store.knows(PARTNER, "huerto-sol")
    assert "river-school" in store.partners


def test_a_program_that_cannot_be_read_brings_one_finding_alone() -> None:
    store = store_of({"records/program.yaml": b"\xff\xfeu\0s\0"})
    assert codes(store) == [("records/program.yaml", "T002")]
    assert not store.us


def test_what_cannot_be_opened_is_a_finding_with_the_reason() -> None:
    class Locked(InMemory):
        def read(self, path: str) -> bytes | Unreadable:
            return Unreadable("permission") if path.endswith("sol.yaml") else super().read(path)

    store = load(Locked(example.RECORDS))
    assert codes(store) == [("records/partners/huerto-sol.yaml", "T007")]
    assert store.knows(PARTNER, "huerto-sol")


STRAY = [
    "records/garden-club.yaml",
    "records/partner/garden-club.yaml",
    "records/partners/garden-club.yml",
    "records/partners/GARDEN.YAML",
    "records/2026/program.yaml",
]


def test_a_yaml_file_in_no_place_of_records_is_told() -> None:
    store = store_of(dict.fromkeys(STRAY, "id: garden-club\n"))
    assert codes(store) == [(path, "N001") for path in sorted(STRAY)]
    assert all(kind_of(path) is None for path in STRAY)


def test_same_human_goes_both_ways_and_through_several_partners() -> None:
    store = store_of(
        partner("club", "ana; same_as: huerto-sol/ana-r")
        | partner("school", "a-rios; same_as: club/ana")
        | partner("choir", "anita; same_as: huerto-sol/ana-r", "other")
    )
    same = {"huerto-sol/ana-r", "club/ana", "school/a-rios", "choir/anita"}
    for party in same:
        assert store.same_human(party) == same
    assert store.same_human("choir/other") == {"choir/other"}


def test_same_human_ends_where_it_goes_round_in_a_circle() -> None:
    store = store_of(
        partner("club", "a; same_as: choir/b") | partner("choir", "b; same_as: club/a")
    )
    assert store.same_human("club/a") == {"club/a", "choir/b"}


def test_same_human_follows_a_former_id() -> None:
    store = store_of(partner("club", "lee; same_as: river-elementary/lee-w"))
    assert store.same_human("river-school/lee-w") == {"river-school/lee-w", "club/lee"}


def test_files_that_did_not_change_are_not_read_again() -> None:
    before = store_of()
    path = "records/harms/spraying.yaml"
    after = before.after({path: b"id: spraying\nwhat: The well.\n", "records/harms/b.yaml": b""})
    assert after.files.fresh.keys() == {path, "records/harms/b.yaml"}
    assert after.harms["spraying"].model.what == "The well."
    assert after.left_out == ["records/harms/b.yaml"]
    assert "b" not in before.harms


def test_a_file_that_was_taken_away_is_gone() -> None:
    path = "records/harms/spraying.yaml"
    after = load(InMemory(example.RECORDS)).after({path: None})
    assert path not in after.files.paths
    assert dict(after.of(HARM)) == {}
    assert after.after({path: b"id: spraying\nwhat: The well.\n"}).files.paths[1] == path


def test_a_community_and_an_unknown_party_have_a_name_to_show() -> None:
    store = store_of()
    assert store.name("river-road") == "River Road neighbors"
    assert store.name("nobody") == "nobody"
    assert store.person("huerto-sol") is None
    assert not was_heard(store, "2026-02-10-listening#nothing")
    assert not store.knows(MEETING, "2026-02-11-listening")


def test_what_a_person_is_called_and_where_is_told_from_the_place_that_keeps_the_name() -> None:
    store = store_of(
        {
            "records/partners/club.yaml": partner("club", "ana")["records/partners/club.yaml"]
            + "  - id: a-r\n    same_as: huerto-sol/ana-r\n"
            + "  - id: lost\n    same_as: huerto-sol/nobody\n"
        }
    )
    assert store.name("club") == "club"
    assert store.name("club/ana") == "ana (club)"
    assert store.name("club/a-r") == "Ana R (club)"
    assert store.name("club/lost") == "lost (club)"


def test_of_two_people_with_one_id_the_first_is_meant() -> None:
    store = store_of(partner("club", "ana; role: first", "ana; same_as: huerto-sol/ana-r"))
    person = store.person("club/ana")
    assert person is not None
    assert person.role == "first"
    assert store.same_human("club/ana") == {"club/ana"}
    assert store.same_human("huerto-sol/ana-r") == {"huerto-sol/ana-r"}


def test_names_in_what_could_not_be_read_are_known() -> None:
    store = store_of({"records/partners/club.yaml": "id: club\nformer_ids: [old]\nx: y\n"})
    assert store.unread_names(PARTNER) == {"club", "old"}
    assert store.unread(PARTNER, "old")
    assert not store.unread(HARM, "old")


def test_who_waits_is_told_how_many_files_are_read() -> None:
    told: list[tuple[int, int]] = []
    load(InMemory(example.RECORDS), progress=lambda *done: told.append(done))
    count = len(example.RECORDS)
    assert told == [(number, count) for number in range(1, count + 1)]


def test_every_record_is_found_by_its_kind_and_every_person_by_their_partner() -> None:
    store = store_of()
    assert list(store.commitments) == ["2026-02-10-bus-stop-light"]
    assert list(store.harms) == ["spraying"]
    assert set(store.people()) == {"lcph-cpp/maria-k", "huerto-sol/ana-r", "river-school/lee-w"}
    assert list(store.us) == ["lcph-cpp"]


def test_a_day_lies_between_two_that_may_be_missing() -> None:
    early, late = date(2026, 1, 1), date(2026, 12, 31)
    assert active(None, None, TODAY)
    assert active(early, late, TODAY)
    assert active(early, late, early)
    assert active(early, late, late)
    assert not active(late, None, TODAY)
    assert not active(None, early, TODAY)
