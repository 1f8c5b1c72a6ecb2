"""Writes the records of small worlds, and changes them field by field."""

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.rigs.worlds import (
    HARMS,
    MEETINGS,
    PARTNERS,
    PROGRAM,
    PROMISES,
    Group,
    harm,
    meeting,
    partner,
    program,
    promise,
)

_MAKE = {"partners": partner, "meetings": meeting, "commitments": promise, "harms": harm}
_IDS = {"partners": PARTNERS, "meetings": MEETINGS, "commitments": PROMISES, "harms": HARMS}
FOLDERS = tuple(_IDS)
_PLACES = ("", "", "", "", "2026/", "older/")
BROKEN = (
    b"",
    b"id: [\n",
    b"id: garden\nname: caf\xe9\n",
    b"<<<<<<< ours\nid: a\n=======\nid: b\n>>>>>>> theirs\n",
    b"id: garden\nid: school\n",
    b"id: club\npeople:\n  - id: ana\n  - id: [\n",
    b"id: 2026-02-10-talk\nheard:\n  - id: bus\n\ttext: x\n",
    b"x" * 2_000_000,
)
_SPOILS = (b"\t", b": ", b"\n", b"\xff", b"{", b"#", b"  ")


class Writer:
    """Somebody who writes records, and changes them field by field where that makes sense."""

    def __init__(self) -> None:
        self._meant: dict[bytes, Group] = {}

    def world(self, rng: Random) -> dict[str, bytes]:
        """Return some records by path."""
        paths = [f"records/{folder}/{name}.yaml" for folder, ids in _IDS.items() for name in ids]
        there = [PROGRAM, *(path for path in paths if rng.random() < 0.75)]
        return {path: self.anew(rng, path) for path in there}

    def anew(self, rng: Random, path: str) -> bytes:
        """Return a record of which nothing is left from before."""
        return self._written(record(rng, path))

    def changed(self, rng: Random, path: str, data: bytes | None) -> bytes | None:
        """Return what a file holds after some change; None where it is taken away."""
        way = rng.random()
        if way < 0.7 and data in self._meant:
            return self._written(spliced(rng, self._meant[data], record(rng, path)))
        if way < 0.8 or data is None:
            return self.anew(rng, path)
        if way < 0.9 and path != PROGRAM:
            return None
        if way < 0.95:
            return rng.choice(BROKEN)
        at = rng.randint(0, len(data))
        return data[:at] + rng.choice(_SPOILS) + data[at:]

    def _written(self, meant: Group) -> bytes:
        data = yaml(meant).encode()
        self._meant[data] = meant
        return data


def some_path(rng: Random) -> str:
    """Return a path at which a record may stand."""
    folder = rng.choice(list(_IDS))
    name = rng.choice(_IDS[folder])
    name = name.title() if rng.random() < 0.15 else name
    return f"records/{folder}/{rng.choice(_PLACES)}{name}.yaml"


def record(rng: Random, path: str) -> Group:
    """Return what a record at a path may say."""
    name = path.rpartition("/")[2].removesuffix(".yaml")
    make = program if path == PROGRAM else _MAKE[path.split("/")[1]]
    found: Group = make(name)(rng)
    return found


def spliced(rng: Random, old: Group, new: Group) -> Group:
    """Return a group with one field of another one in the place of its own: far inside, mostly."""
    name = rng.choice(sorted({*old, *new}))
    found = dict(old)
    if name not in new:
        del found[name]
    else:
        found[name] = _between(rng, old.get(name), new[name])
    return found


def _between(rng: Random, old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict) and rng.random() < 0.8:
        return spliced(rng, old, new)
    if isinstance(old, list) and old and isinstance(new[0], dict) and rng.random() < 0.8:
        at = rng.randrange(len(old))
        return [*old[:at], spliced(rng, old[at], new[0]), *old[at + 1 :]]
    return new


def yaml(value: Any, lead: str = "") -> str:
    """Write groups, lists and plain words as people write them."""
    if isinstance(value, Mapping):
        lines = [f"{lead}{name}:{_below(one, lead)}" for name, one in value.items()]
    else:
        lines = [f"{lead}- {_item(one, lead)}" for one in value]
    return "".join(lines)


def _below(value: Any, lead: str) -> str:
    if isinstance(value, Mapping | list):
        return "\n" + yaml(value, f"{lead}  ")
    return f" {value}\n"


def _item(value: Any, lead: str) -> str:
    return yaml(value, f"{lead}  ").lstrip() if isinstance(value, Mapping) else f"{value}\n"
