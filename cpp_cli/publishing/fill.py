"""Pages become HTML: the templates are filled, and nothing in a record is ever markup."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cpp_cli.render.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpp_cli.publishing.blocks import Page, Span

_FOLDER = Path(__file__).parent / "templates"


class Room(NamedTuple):
    """A link in the head of every page."""

    key: str
    name: str
    href: str


class Tongue(NamedTuple):
    """A language that the site is in, and what the link to it says in that language."""

    tag: str
    name: str


class Frame(NamedTuple):
    """What stands around the pages of one language."""

    language: str
    site: Span
    rooms: Sequence[Room]
    tongues: Sequence[Tongue]
    words: dict[str, str]
    foot: Sequence[Sequence[Span]]


def page(frame: Frame, one: Page) -> bytes:
    """Return a page as HTML."""
    return _filled("page.html", frame=frame, page=one)


def languages(title: str, tongues: Sequence[Tongue]) -> bytes:
    """Return the page on which a language is chosen."""
    return _filled("languages.html", title=title, tongues=tongues)


def _filled(name: str, **values: object) -> bytes:
    text = _environment().get_template(name).render(**values)
    return (text.rstrip() + "\n").encode()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    style, script = _part("style.css"), _part("site.js")
    made.globals |= {"style": Markup(style), "script": Markup(script)}
    made.globals["policy"] = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )
    return made


def _part(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _shown(value: Any) -> Any:
    """Every text is made safe to show; what is markup already was made of such."""
    return one_line(value) if type(value) is str else value
