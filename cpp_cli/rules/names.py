"""Names: whether the name of a file and the id in it name one thing only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM, Kind, id_of
from cpp_cli.reading.paths import folded, why_not_everywhere
from cpp_cli.rules.example import A_PARTNER
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.models.program import Program
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits

_WITH_ID = (PARTNER, MEETING, COMMITMENT, HARM)


def _not_its_id(record: Record[Any], _: Context) -> bool:
    """Whether the name of a file is not the id in it, so that it may have any letters."""
    return record.id != id_of(record.path)


def _name_and_id(record: Record[Any], context: Context) -> Hits:
    name = id_of(record.path)
    if not why_not_everywhere(f"{name}.yaml") and not _twin(record, context):
        yield Hit(("id",), {"id": record.id, "name": name[:60]})


NOT_THE_NAME = Rule(
    code="N002",
    name="id-not-file-name",
    message=mark("The id is `{id}`, but the file is called `{name}.yaml`"),
    remedy=mark("Make them the same; when the id itself changes, add the old one to `former_ids`."),
    why=mark(
        "Others find a record by the name of its file and refer to it by its id. If the two differ,"
        " they look in the wrong place."
    ),
    bad=A_PARTNER.replace("id: garden-club", "id: garden"),
    good=A_PARTNER,
    kinds=_WITH_ID,
    check=_name_and_id,
    when=_not_its_id,
)


def _paths_by_name(context: Context, kind: Kind) -> dict[str, list[str]]:
    """The paths of all files of a kind by their names, capitals and accents made alike."""
    found: dict[str, list[str]] | None = context.cache.get(f"{kind.name} files")
    if found is None:
        found = context.cache[f"{kind.name} files"] = {}
        for path in context.store.files.paths_of(kind):
            found.setdefault(_folded(id_of(path)), []).append(path)
    return found


def _folded(name: str) -> str:
    return name if name.isascii() and name == name.lower() else folded(name)


def _twin(record: Record[Any], context: Context) -> str | None:
    """The path of another file whose name is this one's but for capitals, which this one has."""
    name = id_of(record.path)
    alike = _folded(name)
    if name == alike:
        return None
    paths = _paths_by_name(context, record.kind)[alike]
    return next((path for path in paths if id_of(path) != name), None)


def _is_twice(record: Record[Any], context: Context) -> bool:
    twice: set[str] | None = context.cache.get(f"{record.kind.name} twice")
    if twice is None:
        twice = context.cache[f"{record.kind.name} twice"] = context.store.files.twice(record.kind)
    return record.id in twice


def _same_id(record: Record[Any], context: Context) -> Hits:
    paths = _paths_by_name(context, record.kind).get(record.id, [])
    same = [path for path in paths if id_of(path) == record.id]
    if record.path in same[1:]:
        yield Hit(("id",), {"id": record.id, "path": same[0]})


SAME_ID = Rule(
    code="N003",
    name="id-used-twice",
    message=mark("The id `{id}` is already that of {path}"),
    remedy=mark("Give one of them another id and file name; if both are the same, delete one."),
    why=mark(
        "An id names one record. Where two have it, half of what refers to it means the other, and"
        " only the first is reported."
    ),
    bad="""\
# records/harms/wells/spraying.yaml
id: spraying
what: The well was closed without notice.
""",
    good="""\
# records/harms/wells/well.yaml
id: well
what: The well was closed without notice.
""",
    kinds=_WITH_ID,
    check=_same_id,
    when=_is_twice,
)


def _twin_names(record: Record[Any], context: Context) -> Hits:
    other = _twin(record, context)
    if other:
        yield Hit(("id",), {"path": other})


TWIN_NAMES = Rule(
    code="N004",
    name="names-differ-only-in-capitals",
    message=mark("The name of this file and {path} differ only in capitals or accents"),
    remedy=mark("Keep one of the two, or give this file another name, in small letters."),
    why=mark(
        "Many computers hold the two names for one: whoever opens the records there loses one of"
        " the files without being told."
    ),
    bad="""\
# records/harms/Spraying.yaml
id: spraying
what: The well was closed without notice.
""",
    good="""\
# records/harms/well.yaml
id: well
what: The well was closed without notice.
""",
    kinds=_WITH_ID,
    check=_twin_names,
    when=_not_its_id,
)


def _has_former_ids(record: Record[Any], _: Context) -> bool:
    return bool(record.model.former_ids)


def _reused(record: Record[Any], context: Context) -> Hits:
    for number, former in enumerate(record.model.former_ids):
        other = _bearer(record, former, context)
        if other:
            yield Hit(("former_ids", number), {"id": former, "path": other.path})


def _bearer(record: Record[Any], former: str, context: Context) -> Record[Any] | None:
    """The other record that has a former id: as its id, or as a former one and first by path."""
    others = (one for one in _bearers(context, record.kind, former) if one.id != record.id)
    return next((one for one in others if one.id == former or one.path < record.path), None)


def _bearers(context: Context, kind: Kind, one: str) -> list[Record[Any]]:
    """Return the records of a kind that have an id (the first by path) or had it, by path."""
    store = context.store
    had: dict[str, list[str]] | None = context.cache.get(f"{kind.name} ids")
    if had is None:
        had = context.cache[f"{kind.name} ids"] = {}
        for path, of, odd in store.files.odd():
            for former in odd.former_ids if of is kind else ():
                had.setdefault(former, []).append(path)
    found = {path: store.files.record(path) for path in had.get(one, ())}
    bearer = store.of(kind).get(one)
    if bearer:
        found[bearer.path] = bearer
    return [record for _, record in sorted(found.items()) if record]


REUSED = Rule(
    code="N005",
    name="former-id-reused",
    message=mark("The former id `{id}` belongs to {path} as well"),
    remedy=mark("Take it out of the record that never had it, or give the newer one another id."),
    why=mark(
        "Old letters, links and records still use a former id. If another record gets it, they say"
        " something about somebody else."
    ),
    bad=A_PARTNER + "former_ids: [huerto-sol]\n",
    good=A_PARTNER + "former_ids: [gardeners]\n",
    check=_reused,
    when=_has_former_ids,
)


def _shared(record: Record[Program], context: Context) -> Hits:
    for community in record.model.communities or {}:
        bearers = _bearers(context, PARTNER, community)
        if bearers:
            yield Hit(("communities", community), {"id": community, "path": bearers[0].path}, True)


_PROGRAM = """\
# records/program.yaml
us: [lcph-cpp]
communities:
  river-road:
    name: River Road neighbors
    spoken_for_by: [huerto-sol]
"""

SHARED_ID = Rule(
    code="N007",
    name="community-and-partner-share-id",
    message=mark("The community `{id}` has an id that a partner has or had: {path}"),
    remedy=mark("Give the community another id, here and in the records that name it."),
    why=mark(
        "A promise may be made to a partner or to a community. With one id for both it would be"
        " unclear who is owed, and who may say that it was kept."
    ),
    bad=_PROGRAM + "  river-school:\n    name: The families of River School\n",
    good=_PROGRAM + "  river-school-families:\n    name: The families of River School\n",
    kinds=(PROGRAM,),
    check=_shared,
)


RULES = (
    NOT_THE_NAME,
    SAME_ID,
    TWIN_NAMES,
    REUSED,
    SHARED_ID,
)
