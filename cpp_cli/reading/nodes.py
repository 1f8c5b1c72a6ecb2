"""Nodes: what a YAML text says, as written, and where each part of it stands."""

from dataclasses import dataclass, field

from cpp_cli.finding import Keys, Place
from cpp_cli.reading.text import Text

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class Scalar:
    """A word, number, date or text, as written: `text` is never resolved to anything else.

    `start` and `end` are the span in the text, quotes and block markers included; the span of a
    block scalar ends before the line end of its last line that is not blank.
    """

    text: str
    style: str
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        """Whether YAML reads this as nothing at all."""
        return self.style == "" and self.text in _NULLS


@dataclass(slots=True)
class Sequence:
    """A list. The span of a block list runs from its first dash to the end of its last item."""

    flow: bool
    start: int
    end: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Fields by name, in the order of the file."""

    flow: bool
    start: int
    end: int
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the nodes found in it."""

    text: Text
    root: Mapping

    def node(self, keys: Keys) -> Node | None:
        """Return the node at `keys`, or None where there is none."""
        node: Node | None = self.root
        for key in keys:
            node = child(node, key)
        return node

    def place(self, keys: Keys, name: bool = False) -> Place:
        """Return where the value at `keys` stands, or its name; else its nearest parent."""
        node: Node = self.root
        at = node.start
        for depth, key in enumerate(keys):
            inner = child(node, key)
            if inner is None:
                break
            by_name = name and depth == len(keys) - 1
            on_its_own = (isinstance(inner, Scalar) or inner.flow) and not by_name
            at = inner.start if on_its_own else _key_start(node, key, inner.start)
            node = inner
        return self.text.place(at)


def child(node: Node | None, key: str | int) -> Node | None:
    """Return what a mapping holds under a name, or a list at a position from 0."""
    if isinstance(node, Mapping) and isinstance(key, str):
        entry = node.entries.get(key)
        return entry[1] if entry else None
    if isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key]
    return None


def _key_start(parent: Node, key: str | int, otherwise: int) -> int:
    if isinstance(parent, Mapping) and isinstance(key, str) and key in parent.entries:
        return parent.entries[key][0].start
    return otherwise
