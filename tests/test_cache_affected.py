"""After any change what is worked out again is enough: all is as if read for the first time."""

import os
from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from cpp_cli.ledger.promises import spoken
from cpp_cli.models.kinds import COMMITMENT
from cpp_cli.reading.load import load
from cpp_cli.reading.store import Store
from cpp_cli.rules.check import findings
from tests.rigs.scribe import Writer, some_path
from tests.rigs.worlds import TODAY
from tests.support import InMemory, promise

WORLDS = 60 * (10 if os.environ.get("CPP_TEST_LONG") else 1)
CHANGES = 10


def found(store: Store, day: str) -> list[Any]:
    """Return what is wrong, and which words count, as plain values."""
    wrong = [
        (one.path, one.place, one.code, dict(one.values))
        for one in findings(store, date.fromisoformat(day))
    ]
    promises = [one for one in store.records() if one.kind is COMMITMENT]
    return [*wrong, *((one.path, spoken(store, one)) for one in promises)]


def compare(files: Mapping[str, bytes], store: Store, day: str, what: str) -> None:
    """Fail where a store does not say what one says that has just read the same files."""
    known, fresh = found(store, day), found(load(InMemory(files)), day)
    wrong = [one for one in known if one not in fresh], [one for one in fresh if one not in known]
    assert known == fresh, f"{what}\nonly with what was known: {wrong[0]}\nonly now: {wrong[1]}"


def live(seed: int) -> None:
    """Change a world again and again, and look."""
    rng, writer = Random(seed), Writer()
    files = writer.world(rng)
    store = load(InMemory(files))
    found(store, rng.choice(TODAY))
    for _ in range(CHANGES):
        changes = _some_changes(rng, writer, files)
        was = {path: files.get(path) for path in changes}
        files = {path: data for path, data in {**files, **changes}.items() if data is not None}
        store, day = store.after(changes), rng.choice(TODAY)
        compare(files, store, day, f"seed {seed}, on {day}\nwas: {was}\nis: {changes}")


def _some_changes(
    rng: Random, writer: Writer, files: Mapping[str, bytes]
) -> dict[str, bytes | None]:
    changes: dict[str, bytes | None] = {}
    for _ in range(rng.choice((1, 1, 1, 2))):
        path = rng.choice(sorted(files)) if rng.random() < 0.85 else some_path(rng)
        changes[path] = writer.changed(rng, path, files.get(path))
    return changes


@pytest.mark.parametrize("seed", range(WORLDS))
def test_what_a_change_touches_is_all_that_changes(seed: int) -> None:
    live(seed)


_US = "records/program.yaml"
_TALK = "id: 2026-02-10-talk\ndate: 2026-02-10\ntitle: A\nvisibility: public\nnotes: Hill House.\n"
_FUTURE = "id: well\nwhat: x\nhistory:\n  - date: 2026-06-11\n    event: repaired\n    by: garden\n"


def _named(name: str, own: str = "", more: str = "") -> dict[str, str]:
    text = f"id: {own or name}\nname: {name} house\nkind: school\nstatus: active\n{more}"
    return {f"records/partners/{name}.yaml": text}


@pytest.mark.parametrize(
    ("files", "change"),
    [
        # Whose name it is that stands in a text: the id may change, and not the name.
        ({"records/meetings/2026-02-10-talk.yaml": _TALK, **_named("Hill")}, _named("Hill", "hut")),
        # Who may speak for one of us is all that we are, whoever of us is named.
        (
            {
                _US: "us: [us, club]\n",
                **_named("us"),
                **_named("club"),
                **_named("garden"),
                **_named("hut"),
                **promise("garden", "us", "2026-03-09 confirmed hut"),
            },
            _named("club", more="also_known_as: [x]\n") | _named("club", more="notes: x\n"),
        ),
        ({_US: "us: [us]\n"}, _named("garden", more="spoken_for_by:\n  - party: /ana\n")),
        ({_US: "us: [us]\n", "records/harms/well.yaml": _FUTURE, **_named("garden")}, {}),
    ],
)
def test_what_was_once_forgotten(files: dict[str, str], change: dict[str, str]) -> None:
    before = {_US: b"us: [us]\n"} | {path: text.encode() for path, text in files.items()}
    store = load(InMemory(before))
    found(store, "2026-06-01")
    changed = {path: text.encode().replace(b"club house", b"Den") for path, text in change.items()}
    for day in ("2026-06-01", "2026-06-02"):
        compare({**before, **changed}, store.after(changed), day, day)
