"""A record: what was read of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t
from cpp_cli.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Generic, TypeVar

    from cpp_cli.finding import Finding, Keys, Place
    from cpp_cli.models.base import RecordModel
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.nodes import Document
    from cpp_cli.reading.places import Places

    M = TypeVar("M", bound=RecordModel, covariant=True)

    class _Of(Generic[M]):
        """Says of what kind of model a record is."""

else:

    class _Of:
        """Says of what kind of model a record is."""

        def __class_getitem__(cls, _model):
            return cls


class Record(_Of["M"]):
    """A record that was read: its kind, where it stands, what it says.

    Its text is that of the file; of a record that was known before, `text` gives it when somebody
    asks for it, and None where the file is another by now.

    `brief` is its model, or the same in brief (`models/brief.py`), for who looks at many, and
    `plain` the plain values of that; the model is then unpacked when somebody asks for it.
    """

    __slots__ = (
        *("_document", "_places", "_text", "_unpack"),
        *("brief", "id", "kind", "model", "path", "plain"),
    )
    if TYPE_CHECKING:
        _unpack: Callable[[str], RecordModel | None]

    kind: Kind
    path: str
    id: str
    plain: Any
    brief: M
    model: M

    def __init__(
        self, kind: Kind, path: str, id: str, model: M, text: Text | Callable[[str], Text | None]
    ) -> None:
        self.kind = kind
        self.path = path
        self.id = id
        self.plain = self.brief = self.model = model
        self._text = text
        self._document: Document | None = None
        self._places: Places | None = None

    def __getattr__(self, name: str) -> Any:
        """Return what was not asked for before."""
        if name == "model":
            self.model = cast("M", self._unpack(self.path))
        elif name == "brief":
            from cpp_cli.models.brief import in_brief

            self.brief = in_brief(self.kind.model).from_raw(self.plain)
        else:
            raise AttributeError(name)
        return getattr(self, name)

    @property
    def text(self) -> Text:
        """The text of the file."""
        if not isinstance(self._text, Text):
            text = self._text(self.path)
            if text is None:
                raise changed(self.path)
            self._text = text
        return self._text

    @property
    def document(self) -> Document:
        """Its text with the place of every value; made when somebody asks for a place."""
        if self._document is None:
            from cpp_cli.reading.document import parse

            self._document = parse(self.text)[0]
            if self._document is None:
                raise changed(self.path)
        return self._document

    def keep(self, document: Document) -> None:
        """Keep the document that the record was read from."""
        self._document = document

    def place(self, keys: Keys, name: bool = False) -> Place:
        """Return where the value at `keys` (or its name) stands in the file."""
        if self._document is None:
            from cpp_cli.reading.places import find, places

            if self._places is None:
                self._places = places(self.text.content) or {}
            if self._places:
                return find(self._places, keys, name)
        return self.document.place(keys, name)


def changed(path: str) -> NoSurroundings:
    """Return what is said where a file is no longer as it was read."""
    return NoSurroundings(
        t("{path} has been changed just now.", path=path), t("Run the command again.")
    )


class Reading:
    """What came of reading one file: a record, or what it would have named, and the findings."""

    __slots__ = ("findings", "kind", "names", "path", "record")

    def __init__(
        self,
        path: str,
        kind: Kind,
        record: Record[Any] | None,
        names: frozenset[str] = frozenset(),
        findings: tuple[Finding, ...] = (),
    ) -> None:
        self.path = path
        self.kind = kind
        self.record = record
        self.names = names
        self.findings = findings


def in_brief(
    kind: Kind,
    path: str,
    id: str,
    plain: Any,
    text: Callable[[str], Text | None],
    unpack: Callable[[str], RecordModel | None],
) -> Record[Any]:
    """Return a record of which the plain values in brief are known; `unpack` gives its model."""
    record: Record[Any] = Record.__new__(Record)
    record.kind, record.path, record.id, record.plain = kind, path, id, plain
    record._text, record._unpack = text, unpack
    record._document = record._places = None
    return record


def made(
    kind: Kind, path: str, model: RecordModel, text: Text | Callable[[str], Text | None]
) -> Record[Any]:
    """Return the record that a file with this path says."""
    return Record(kind, path, getattr(model, "id", kind.name), model, text)
