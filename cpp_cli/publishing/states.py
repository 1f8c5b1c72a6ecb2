"""The words of the pages for states and for what was said: how it is for who reads, not staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.publishing.blocks import Badge, Bar, Chart, Span, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpp_cli.ledger.promises import Standing

STATES = {
    "kept": mark("Kept, by their word"),
    "delivered": mark("Said to be done, not confirmed yet"),
    "open": mark("Open"),
    "overdue": mark("Late"),
    "disputed": mark("Not kept as promised, they say"),
    "broken": mark("Will not be kept"),
    "released": mark("Let go, by their word"),
}
"""In the order in which they are shown."""
SHORT = {
    "kept": mark("Kept"),
    "delivered": mark("Said to be done"),
    "open": mark("Open"),
    "overdue": mark("Late"),
    "disputed": mark("Disputed"),
    "broken": mark("Broken"),
    "released": mark("Let go"),
}
WAYS = {
    "outgoing": mark("What we promised"),
    "incoming": mark("What was promised to us"),
    "between-partners": mark("What partners promised each other and communities"),
    "internal": mark("What we promised among ourselves"),
}
EVENTS = {
    "progress": mark("Where it stands"),
    "delivered": mark("Said to be done"),
    "confirmed": mark("Kept, by their word"),
    "disputed": mark("Not kept as promised, they say"),
    "renegotiated": mark("New terms, agreed by both"),
    "released": mark("Let go, by their word"),
    "broken": mark("Will not be kept"),
    "acknowledged": mark("Responsibility taken"),
    "repaired": mark("Repaired, say those harmed"),
    "reopened": mark("Not repaired, say those harmed"),
    "mistake": mark("Written by mistake, does not count"),
}
_KEY = {"confirmed": "kept", "progress": "open", "acknowledged": "delivered", "repaired": "kept"}
_KEY |= {"reopened": "disputed", "renegotiated": "open", "mistake": "released"}
OUTCOMES = {
    "unanswered": mark("Not answered yet"),
    "promised": mark("Answered with a promise"),
    "replied": mark("Answered without a promise"),
}
_OUTCOME_KEY = {"unanswered": "overdue", "promised": "open", "replied": "kept"}
HARMED = {
    "nothing": mark("Those harmed have not said that it is repaired"),
    "reopened": mark("Not repaired, say those harmed"),
    "repaired": mark("Repaired, say those harmed"),
}
_HARM_KEY = {"nothing": "open", "reopened": "disputed", "repaired": "kept"}


def state(standing: Standing) -> Badge:
    """Return the state of a promise."""
    return Badge(standing.state, t(SHORT[standing.state]))


def event(name: str) -> Badge:
    """Return what an entry of a history says."""
    return Badge(_KEY.get(name, name), t(EVENTS[name]))


def outcome(name: str) -> Badge:
    """Return what became of something heard."""
    return Badge(_OUTCOME_KEY[name], t(OUTCOMES[name]))


def harmed(name: str) -> Badge:
    """Return what those harmed say."""
    return Badge(_HARM_KEY[name], t(HARMED[name]))


def chart(
    key: str,
    title: str,
    counts: Mapping[str, int],
    columns: tuple[str, str],
    hrefs: Mapping[str, str],
    words: Mapping[str, str] = STATES,
    keys: Mapping[str, str] | None = None,
) -> Chart | None:
    """Return a bar of parts by what each is, with the same as a table; nothing of nothing."""
    shown = [name for name in words if counts.get(name)]
    total = sum(counts[name] for name in shown)
    if not total:
        return None
    bars: list[Bar] = []
    x = before = 0
    for name in shown:
        before += counts[name]
        end = round(1000 * before / total)
        said = t("{word}: {count} of {all}", word=t(words[name]), count=counts[name], all=total)
        bars.append(Bar((keys or {}).get(name, name), x, end - x, said))
        x = end
    rows: list[Sequence[Sequence[Span]]] = [
        ([Span(t(words[name]), "", hrefs.get(name, ""))], [Span(str(counts[name]))])
        for name in shown
    ]
    told = ". ".join(bar.title for bar in bars) + "."
    return Chart(key, title, told, bars, Table(title, (columns[0], ">" + columns[1]), rows))


OUTCOME_KEYS, HARM_KEYS = _OUTCOME_KEY, _HARM_KEY
