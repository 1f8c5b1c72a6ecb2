"""What a change touches: the records of which something else may be true now.

What is found out about a record follows from the record itself, from the program, from the days,
and from what it names: partners with the people who are somebody in them and those who speak for
them, and of other records whether they are there, and what their parts are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.models.kinds import MEETING, PARTNER, PROGRAM_PATH, id_of, kind_of
from cpp_cli.reading.paths import folded, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from cpp_cli.models.kinds import Kind
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.store import Store

FOLLOWING = ("spoken", "outcomes")
"""What follows from a promise and what it names, and is kept (`ledger/promises.py`)."""
MOST = 300
"""With more names than these, all is looked at anew."""


class Touched:
    """What a change touches. `paths` is None where that may be everything; `named`: whether the
    names have changed that findings tell."""

    __slots__ = ("named", "paths")

    def __init__(self, paths: set[str] | None, named: bool) -> None:
        self.paths = paths
        self.named = named


def touched(store: Store) -> Touched:
    """Return what the changes touch by which a store came of the one before."""
    found: Touched | None = store.memo.get("touched")
    if found is None:
        assert store.before is not None
        found = store.memo["touched"] = touched_between(store.before, store, store.changed)
    return found


def following(store: Store, name: str) -> dict[str, Any]:
    """Return what is known so far of what follows from single records, by their paths.

    An earlier command has kept it, or it is that of the store before, where no change touches it.
    """
    found: dict[str, Any] | None = store.memo.get(name)
    if found is None:
        found = store.memo[name] = store.kept(name) or {}
        gone = touched(store).paths if store.before else None
        if store.before and gone is not None:
            earlier = following(store.before, name)
            found |= {path: one for path, one in earlier.items() if path not in gone}
    return found


def touched_between(before: Store, after: Store, changed: Iterable[str]) -> Touched:
    """Return what a change touches that made one state of the records of another."""
    paths = {path for path in changed if kind_of(path)}
    if PROGRAM_PATH in paths or before.hidden != after.hidden:
        return Touched(None, True)
    both = (before, after)
    renamed = {path for path in paths if _exports(before, path) != _exports(after, path)}
    partners = {path for path in paths if kind_of(path) is PARTNER}
    names = {name for path in renamed for store in both for name in _names(store, path)}
    names |= _with_linked(both, {n for p in partners for store in both for n in _names(store, p)})
    names.discard("")
    if len(names) > MOST:
        return Touched(None, True)
    found = paths | (after.files.naming(names) if names else set())
    if partners:
        found.add(PROGRAM_PATH)
        found |= _saying(after, _told(both, partners, names))
    found |= _called_alike(after, {path for path in renamed if path not in after.files})
    found |= _called_alike(after, {path for path in renamed if path not in before.files})
    return Touched({path for path in found if path in after.files}, bool(renamed or partners))


def _exports(store: Store, path: str) -> tuple[object, ...]:
    """What others may know of a record that is not a partner."""
    if path not in store.files:
        return ()
    record = store.files.record(path) if kind_of(path) is MEETING else None
    heard = [item.id for item in record.model.heard] if record else []
    odd = store.files.odd_at(path)
    return odd.id, odd.unread, odd.names, odd.former_ids, heard


def _names(store: Store, path: str) -> Iterator[str]:
    """Yield the names by which others may name a record."""
    odd = store.files.odd_at(path)
    yield id_of(path)
    yield from (odd.id,) if odd.id else ()
    yield from odd.former_ids
    yield from (name.partition("/")[0].partition("#")[0] for name in odd.names)


def _with_linked(stores: Iterable[Store], partners: set[str]) -> set[str]:
    """Return partners with all that are linked to them, by any name, and their communities."""
    if not partners:
        return set()
    near: dict[str, set[str]] = {}
    for store in stores:
        for path, kind, odd in store.files.odd():
            if kind is PARTNER:
                linked = {link.partition("/")[0] for link in odd.links}
                group = {*_names(store, path), *linked}
                for name in group:
                    near.setdefault(name, set()).update(group)
        # All that we are is named wherever it is said who may speak for one of us.
        us = {party.partition("/")[0] for party in store.program.us}
        for name in us:
            near.setdefault(name, set()).update(us)
    found, wanted = set(partners), list(partners)
    while wanted:
        new = near.get(wanted.pop(), set()) - found
        found |= new
        wanted += new
    for store in stores:
        for key, community in store.communities.items():
            speakers = {one.party.partition("/")[0] for one in community.spoken_for_by}
            if speakers & found:
                found.add(key)
    return found


def _told(stores: tuple[Store, Store], partners: set[str], names: set[str]) -> set[str]:
    """Return the first words of the names of partners and people, where these may tell more or
    less than before: of those that changed, and of those linked to them."""
    said = [[_called(store, path) for path in sorted(partners)] for store in stores]
    if said[0] == said[1]:
        return set()
    found: set[str] = set()
    for store in stores:
        records = {store.files.record(path) for path in partners if path in store.files}
        records |= {store.partners.get(name) for name in names}
        for record in records:
            for name in _names_said(record.model) if record else ():
                found |= _first_word(name)
    return found


def _called(store: Store, path: str) -> object:
    record = store.files.record(path) if path in store.files else None
    if record is None:
        return None
    people = [(one.id, one.name, one.same_as, one.consent) for one in record.model.people]
    return record.id, record.model.visibility, list(_names_said(record.model)), people


def _names_said(partner: Partner) -> Iterator[str]:
    yield partner.name
    yield from partner.also_known_as
    yield from (person.name for person in partner.people if person.name)


def _first_word(name: str) -> set[str]:
    import re

    return set(re.findall(r"[^\W_]+", plain(name))[:1])


def _saying(store: Store, words: set[str]) -> set[str]:
    """Return the paths of public records that may say any of these words in a text."""
    return store.files.holding(lambda text: any(word in text for word in words)) if words else set()


def _called_alike(store: Store, paths: set[str]) -> set[str]:
    """Return the paths of the files whose name is that of one of these, but for capitals."""
    found: set[str] = set()
    for kind in {kind_of(path) for path in paths}:
        names = {folded_id(path) for path in paths if kind_of(path) is kind}
        found.update(path for path in store.files.paths_of(_one(kind)) if folded_id(path) in names)
    return found


def folded_id(path: str) -> str:
    """Return the name that a file gives its record, with capitals and accents made alike."""
    name = id_of(path)
    return name.lower() if name.isascii() else folded(name)


def _one(kind: Kind | None) -> Kind:
    assert kind is not None
    return kind
