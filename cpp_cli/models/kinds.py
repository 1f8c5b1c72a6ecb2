"""The kinds of record: their folders, and the models that say what they hold."""

from importlib import import_module

from cpp_cli.messages import mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.models.base import RecordModel

RECORDS = "records"
PROGRAM_PATH = f"{RECORDS}/program.yaml"


_MODELS: "dict[str, type[RecordModel]]" = {}


class Kind:
    """A kind of record. `dated` kinds go into year folders, and their ids begin with a day."""

    __slots__ = ("dated", "folder", "label", "name", "one", "plural")

    def __init__(
        self, name: str, folder: str, label: str, one: str, plural: str, dated: bool = False
    ) -> None:
        self.name = name
        self.folder = folder
        self.label = label
        self.one = one
        self.plural = plural
        self.dated = dated

    def __repr__(self) -> str:
        return f"Kind({self.name!r})"

    @property
    def model(self) -> "type[RecordModel]":
        """The model of this kind; imported when first asked for."""
        if self.name not in _MODELS:
            module = import_module(f"cpp_cli.models.{self.name}")
            _MODELS[self.name] = getattr(module, self.name.capitalize())
        return _MODELS[self.name]

    def path(self, record_id: str) -> str:
        """Return where the tool writes a new record with this id."""
        year = f"{record_id[:4]}/" if self.dated else ""
        return f"{RECORDS}/{self.folder}/{year}{record_id}.yaml"


PROGRAM = Kind("program", "", mark("program"), mark("a program"), mark("programs"))
PARTNER = Kind("partner", "partners", mark("partner"), mark("a partner"), mark("partners"))
MEETING = Kind(
    "meeting", "meetings", mark("meeting"), mark("a meeting"), mark("meetings"), dated=True
)
COMMITMENT = Kind(
    "commitment",
    "commitments",
    mark("commitment"),
    mark("a commitment"),
    mark("commitments"),
    dated=True,
)
HARM = Kind("harm", "harms", mark("harm"), mark("a harm"), mark("harms"))

KINDS = {kind.name: kind for kind in (PROGRAM, PARTNER, MEETING, COMMITMENT, HARM)}
IN_BRIEF = frozenset((MEETING.name, COMMITMENT.name))
"""The kinds of which there are so many that they are kept in brief, too (`models/brief.py`)."""
_BELOW = f"{RECORDS}/"
_BY_FOLDER = {kind.folder: kind for kind in KINDS.values() if kind.folder}


def kind_of(path: str) -> Kind | None:
    """Return the kind of the record at a path relative to the repository, if it is one."""
    if path == PROGRAM_PATH:
        return PROGRAM
    if not path.startswith(_BELOW) or not path.endswith(".yaml"):
        return None
    return _BY_FOLDER.get(path[len(_BELOW) : path.find("/", len(_BELOW))])


def id_of(path: str) -> str:
    """Return the id that the name of a file gives its record."""
    return path.rpartition("/")[2].removesuffix(".yaml")
