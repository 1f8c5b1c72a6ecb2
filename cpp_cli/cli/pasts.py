"""Which record is meant where the kind is not said, and all that is known of its past."""

from cpp_cli.changes.versions import ON_DISK, Version
from cpp_cli.cli.past import without_history
from cpp_cli.cli.resolve import find_any, find_heard, find_party
from cpp_cli.errors import Missing, Refused
from cpp_cli.git.log import log
from cpp_cli.git.past import versions
from cpp_cli.git.read import Repository
from cpp_cli.git.revision import Revision
from cpp_cli.messages import t
from cpp_cli.models.ids import is_id
from cpp_cli.models.kinds import KINDS, MEETING, PARTNER, id_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.models.kinds import Kind


class Past:
    """All that is known of the past of a record: its versions, the newest first.

    `tip` is the commit up to which it is told; None before the first. `part` is the field that was
    meant, where it was a person of a partner, or something heard in a meeting.
    """

    def __init__(self, session: "Session", text: str | None) -> None:
        if session.options.get("as_of"):
            raise Refused(
                t("--as-of asks what was true on a day, and this tells who wrote it down when."),
                t("For all up to a day: --at {day}", day=session.as_of),
            )
        repository = Repository.find(session.root)
        if repository is None:
            raise without_history(session.root)
        self.repository = repository
        now = session.snapshot
        self.tip = now.commit if isinstance(now, Revision) else repository.resolve("HEAD")
        self.kind, self.id, self.part = self._meant(session, text)
        self.path = self._path(session)
        self.versions = self._versions(session)

    def _meant(self, session: "Session", text: str | None) -> "tuple[Kind, str, str]":
        """Return the kind and the id of the record that is meant, and the part of it if any."""
        if text is None:
            text = _asked_for(session)
        matches = find_any(session.store, text)
        if not matches.found:
            party = find_party(session.store, text).found
            partner, _, person = party[0][0].partition("/") if len(party) == 1 else ("", "", "")
            if person:
                return PARTNER, partner, f"people.{person}"
            heard = find_heard(session.store, text).found if "#" in text else ()
            if len(heard) == 1:
                meeting, _, item = heard[0][0].partition("#")
                return MEETING, meeting, f"heard.{item}"
            matches.found = tuple((one, one) for one in self._deleted(text))
        if len(matches.found) > 1 and session.interactive:
            chosen = session.asker.choose(t("Which record do you mean?"), list(matches.found))
        elif len(matches.found) == 1:
            chosen = matches.found[0][0]
        else:
            raise matches.refusal(session.left_out)
        name, _, record_id = chosen.partition("/")
        return KINDS[name], record_id, ""

    def _deleted(self, text: str) -> list[str]:
        """Return the records with an id that are not there any more."""
        name, _, record_id = text.rpartition("/")
        if not is_id(record_id) or self.tip is None:
            return []
        kinds = [kind for kind in KINDS.values() if kind.folder and name in ("", kind.name)]
        met: set[str] = set()
        for commit in log(self.repository, self.tip, [kind.path(record_id) for kind in kinds]):
            met.update(commit.files)
        return [f"{kind.name}/{record_id}" for kind in kinds if kind.path(record_id) in met]

    def _path(self, session: "Session") -> str | None:
        """Return where the record stands, also where it cannot be read."""
        record = session.store.of(self.kind).get(self.id)
        if record:
            return record.path
        files = session.store.files
        return next((one for one in files.paths_of(self.kind) if id_of(one) == self.id), None)

    def _versions(self, session: "Session") -> list[Version]:
        record = session.store.of(self.kind).get(self.id)
        former = record.model.former_ids if record else ()
        path = self.path or self.kind.path(self.id)
        found: list[Version] = []
        if self.tip:
            names = (self.id, *reversed(former))
            found = versions(self.repository, self.tip, self.kind, path, names)
        if not isinstance(session.snapshot, Revision):
            before = (found[0].made.commit,) if found else ()
            data = session.snapshot.read(self.path) if self.path else None
            found.insert(0, Version(self.kind, ON_DISK, before, self.path, data))
        return found

    @property
    def is_whole(self) -> bool:
        """Whether all of it is on this computer."""
        return not any(one.made.is_cut for one in self.versions)


def _asked_for(session: "Session") -> str:
    from cpp_cli.cli.resolve import every_record

    if not session.interactive:
        raise Missing(t("ID is missing."), t("Name a record by its id, its name or part of one."))
    choices = [
        (f"{kind.name}/{key}", name)
        for kind in KINDS.values()
        for key, name in every_record(session.store, kind)
    ]
    return session.asker.choose(t("Which record?"), choices)
