"""What a page is made of. The templates show it; they decide nothing and work nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    Spans = Sequence["Span"]
    Pair = tuple[str, Spans]
    Tone = Literal["plain", "good", "warn", "bad", "quiet"]


class Span(NamedTuple):
    """A piece of text: words in another language (`lang`), a link, an id or a path, a day."""

    text: str
    lang: str = ""
    href: str = ""
    code: bool = False
    day: str = ""


class Badge(NamedTuple):
    """A state in a word, with a sign of its own beside its colour."""

    key: str
    word: str


class Prose(NamedTuple):
    """A paragraph."""

    spans: Spans
    tone: Tone = "plain"
    form: str = "prose"


class Facts(NamedTuple):
    """Names with what is known of each."""

    pairs: Sequence[Pair]
    form: str = "facts"


class Items(NamedTuple):
    """A list."""

    items: Sequence[Spans]
    form: str = "items"


class Tile(NamedTuple):
    """A figure: what it counts, and where the records behind it are. Where there are none, it leads
    to the page alone: the group is not there."""

    value: int
    name: str
    href: str
    key: str = "plain"


class Tiles(NamedTuple):
    """Figures side by side."""

    tiles: Sequence[Tile]
    form: str = "tiles"


class Behind(NamedTuple):
    """A figure in a sentence, with the records that it counts to fold out."""

    sentence: str
    title: str
    records: Sequence[Spans]
    form: str = "behind"


class Table(NamedTuple):
    """A table. The first cell of each row names it; a column that begins with `>` has numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Spans]]
    form: str = "table"


class Bar(NamedTuple):
    """A piece of a bar: which state, where it begins and how wide it is, of 1000."""

    key: str
    x: int
    width: int
    title: str


class Chart(NamedTuple):
    """A bar made of its parts, with the same as a table."""

    id: str
    title: str
    told: str
    bars: Sequence[Bar]
    table: Table
    form: str = "chart"


class Event(NamedTuple):
    """Something that was said on a day, by whom, in which words, and where."""

    day: Span
    badge: Badge
    by: Spans
    words: Spans = ()
    more: Sequence[Pair] = ()
    about: Spans = ()


class Events(NamedTuple):
    """What was said, in the order of days."""

    events: Sequence[Event]
    form: str = "events"


class Quote(NamedTuple):
    """Something heard: the words, the same as they were said, who said them, what became of it."""

    id: str
    words: Spans
    original: Spans
    pairs: Sequence[Pair]
    badge: Badge
    became: Sequence[Spans]


class Quotes(NamedTuple):
    """What was heard."""

    quotes: Sequence[Quote]
    form: str = "quotes"


class Card(NamedTuple):
    """A record in a list: `keys` are what it may be found by, `order` what it is sorted by."""

    title: Span
    badge: Badge | None
    pairs: Sequence[Pair]
    keys: Sequence[str] = ()
    order: Sequence[str] = ()
    quote: Quote | None = None


class Cards(NamedTuple):
    """Records in a list."""

    cards: Sequence[Card]
    form: str = "cards"


class Section(NamedTuple):
    """A part of a page, with a heading unless it is the first; `id` is where a link leads to.

    `lang` is the language of the heading, where that is not the one of the page.
    """

    id: str
    title: str
    blocks: Sequence[object]
    listed: bool = False
    lang: str = ""


class Choice(NamedTuple):
    """What a list can be narrowed by: a name, and the words for each value."""

    key: str
    name: str
    options: Sequence[tuple[str, str]]
    lang: str = ""


class Tools(NamedTuple):
    """What a list offers where scripts run: to narrow, to look for words, to sort."""

    choices: Sequence[Choice]
    sorts: Sequence[tuple[str, str]]
    words: dict[str, str]


class Page(NamedTuple):
    """A page, by its path inside the folder of its language; `room` is the list it belongs to."""

    path: str
    title: Span
    sections: Sequence[Section]
    lead: Spans = ()
    badge: Badge | None = None
    room: str = ""
    tools: Tools | None = None
    kind: str = "text"

    @property
    def up(self) -> str:
        """The way from this page to the folder of its language."""
        return "../" * self.path.count("/")
