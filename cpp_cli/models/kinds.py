"""The kinds of record: their folders, and the models that say what they hold."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from cpp_cli.messages import mark

if TYPE_CHECKING:
    from cpp_cli.models.base import RecordModel

RECORDS = "records"
PROGRAM_PATH = f"{RECORDS}/program.yaml"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. `dated` kinds go into year folders, and their ids begin with a day."""

    name: str
    folder: str
    label: str
    plural: str
    dated: bool = False

    @property
    def model(self) -> "type[RecordModel]":
        """The model of this kind; imported when first asked for."""
        return _model(self.name)

    def path(self, record_id: str) -> str:
        """Return where the tool writes a new record with this id."""
        year = f"{record_id[:4]}/" if self.dated else ""
        return f"{RECORDS}/{self.folder}/{year}{record_id}.yaml"


PROGRAM = Kind("program", "", mark("program"), mark("programs"))
PARTNER = Kind("partner", "partners", mark("partner"), mark("partners"))
MEETING = Kind("meeting", "meetings", mark("meeting"), mark("meetings"), dated=True)
COMMITMENT = Kind("commitment", "commitments", mark("commitment"), mark("commitments"), dated=True)
HARM = Kind("harm", "harms", mark("harm"), mark("harms"))

KINDS = {kind.name: kind for kind in (PROGRAM, PARTNER, MEETING, COMMITMENT, HARM)}
_BY_FOLDER = {kind.folder: kind for kind in KINDS.values() if kind.folder}


@cache
def _model(name: str) -> "type[RecordModel]":
    module = import_module(f"cpp_cli.models.{name}")
    model: type[RecordModel] = getattr(module, name.capitalize())
    return model


def kind_of(path: str) -> Kind | None:
    """Return the kind of the record at a path relative to the repository, if it is one."""
    if path == PROGRAM_PATH:
        return PROGRAM
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != RECORDS or not path.endswith(".yaml"):
        return None
    return _BY_FOLDER.get(parts[1])


def id_of(path: str) -> str:
    """Return the id that the name of a file gives its record."""
    return path.rpartition("/")[2].removesuffix(".yaml")
