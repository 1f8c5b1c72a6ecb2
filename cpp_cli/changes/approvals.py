"""Who approved a change, as far as the message of its commit says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cpp_cli.messages import mark
from cpp_cli.reading.text import short

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUEST = "request"
SAID = {
    REQUEST: mark("request {who}"),
    "reviewed": mark("reviewed by {who}"),
    "approved": mark("approved by {who}"),
    "acknowledged": mark("acknowledged by {who}"),
    "together": mark("together with {who}"),
}
"""How somebody took part in a change, and in words; `request` is where it was discussed."""
_BY = {
    "reviewed-by": "reviewed",
    "approved-by": "approved",
    "acked-by": "acknowledged",
    "co-authored-by": "together",
}
_IN_SUBJECT = re.compile(r"^Merge pull request (#[0-9]+)\b|\((#[0-9]+)\)(?= from \S+|$)")
_IN_BODY = re.compile(
    r"^See merge request (\S*![0-9]+)|^Reviewed-on: (https?://\S+)", re.IGNORECASE
)
_TRAILER = re.compile(r"^([A-Za-z-]+-[Bb]y):[ \t]*(\S.*)$")
_ADDRESS = re.compile(r"\s*<[^<>]*>\s*$")
_MOST = 200
_MOST_OF_ALL = 20
"""So many are told of one commit: a message may hold any number of lines."""


class Approval(NamedTuple):
    """One that took part in a change: how (a key of `SAID`), and who, or where."""

    how: str
    who: str


def approvals(message: str) -> tuple[Approval, ...]:
    """Return whom a message names, without their addresses, and the request it came from."""
    return tuple(dict.fromkeys(_found(message)))[:_MOST_OF_ALL]


def subject(message: str) -> str:
    """Return the first line of a message."""
    return next((line.strip() for line in message.split("\n") if line.strip()), "")


def name(text: str) -> str:
    """Return the name of a person, never an address."""
    return short(_ADDRESS.sub("", text), _MOST)


def _found(message: str) -> Iterator[Approval]:
    for match in _IN_SUBJECT.finditer(subject(message)):
        yield Approval(REQUEST, match[1] or match[2])
    for line in message.split("\n"):
        where = _IN_BODY.match(line.strip())
        if where:
            yield Approval(REQUEST, short(where[1] or where[2], _MOST))
        trailer = _TRAILER.match(line.strip())
        if trailer and trailer[1].lower() in _BY:
            yield Approval(_BY[trailer[1].lower()], name(trailer[2]))
