"""What all pages of one language know: the public view, its words in that language, its links."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cpp_cli.ledger.harms import harm_standings, harms_by
from cpp_cli.ledger.hearing import answers_by, meetings_by
from cpp_cli.ledger.matter import Scope, gather, priorities
from cpp_cli.ledger.public_records import HIDDEN
from cpp_cli.ledger.words import in_language
from cpp_cli.local import short_day
from cpp_cli.messages import t
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER
from cpp_cli.publishing.blocks import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.hearing import Answers, HeardItem
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.public import View
    from cpp_cli.models.kinds import Kind
    from cpp_cli.publishing.sources import Sources
    from cpp_cli.reading.record import Record

FOLDERS = {COMMITMENT: "promises", HARM: "harms", MEETING: "meetings", PARTNER: "partners"}


class Here:
    """The public view, on a day, in a language. `sources` say where each record stands."""

    def __init__(self, view: View, day: date, language: str, sources: Sources) -> None:
        self.view, self.day, self.language, self.sources = view, day, language, sources
        self.store = view.store
        self.standings: list[Standing] = view.standings
        self._spoken = next(iter(self.store.program.languages), "en")

    # What there is

    @cached_property
    def promises(self) -> dict[str, Standing]:
        """The promises that were made by the day, by id."""
        return {one.id: one for one in self.standings}

    @cached_property
    def heard(self) -> dict[str, HeardItem]:
        """What was heard by the day, by `meeting#heard`."""
        held = meetings_by(self.store, self.day)
        return {one.id: one for one in self.answers.items(held)}

    @cached_property
    def answers(self) -> Answers:
        """What the promises say of all that was heard."""
        return answers_by(self.store, self.standings, self.day)

    @cached_property
    def meetings(self) -> dict[str, Record[Any]]:
        """The meetings that were held by the day, the latest first."""
        until = self.day
        held = [one for one in self.store.meetings.values() if one.model.date <= until]
        return {one.id: one for one in sorted(held, key=_by_day, reverse=True)}

    @cached_property
    def harms(self) -> dict[str, HarmStanding]:
        """The harms that had been told by the day, by id."""
        known = harms_by(self.store, self.day)
        found = harm_standings(self.store, known, self.standings, self.day)
        return {one.record.id: one for one in found}

    @cached_property
    def partners(self) -> dict[str, Record[Any]]:
        """The partners there were by the day, by name."""
        there = [
            one
            for one in self.store.partners.values()
            if one.model.since is None or one.model.since <= self.day
        ]
        return {one.id: one for one in sorted(there, key=lambda one: (one.model.name, one.id))}

    @cached_property
    def matter(self) -> Matter:
        """All of it, as summaries take it."""
        return gather(self.store, self.standings, self.day, Scope())

    @cached_property
    def priorities(self) -> dict[str, str]:
        """The priorities of all plans: id and name."""
        return priorities(self.store)

    # Words

    def said(self, text: str, lang: str | None = None) -> Span:
        """Return words of a record; where they are not in the language of the page, with theirs."""
        lang = lang or self._spoken
        return Span(" ".join(text.split()), "" if lang == self.language else lang)

    def term(self, text: str, href: str = "") -> Span:
        """Return words of the program: a topic, a community, a priority."""
        return self.said(text, self.store.program.lang)._replace(href=href)

    def own(self, record: Record[Any], part: Any, field: str) -> Span:
        """Return words of a record in the language of the page if it has them, else as said."""
        lang = record.model.lang or self._spoken
        text: str = getattr(part, field)
        found = in_language(part, field, self.language, lang)
        return self.said(found, lang if found == text else self.language)

    def as_said(self, record: Record[Any], part: Any, field: str) -> Span | None:
        """Return the words as they were said, where those of the page are a translation."""
        text: str = getattr(part, field)
        lang = record.model.lang or self._spoken
        return (
            None if in_language(part, field, self.language, lang) == text else self.said(text, lang)
        )

    # Links

    def page(self, kind: Kind, record_id: str) -> str:
        """Return the page of a record, inside the folder of the language."""
        return f"{FOLDERS[kind]}/{record_id}.html"

    def party(self, party: str) -> Span:
        """Return the name of a party, with its page where it has one."""
        partner = party.partition("/")[0]
        href = self.page(PARTNER, partner) if partner in self.partners else ""
        return Span(self.store.name(party), "", href)

    def parties(self, parties: Iterable[str]) -> list[Span]:
        """Return the names of parties."""
        return listed(self.party(one) for one in parties)

    def promise(self, record_id: str) -> Span:
        """Return a promise in its own words, with its page."""
        standing = self.promises[record_id]
        words = self.terms(standing)
        return words._replace(href=self.page(COMMITMENT, record_id))

    def terms(self, standing: Standing) -> Span:
        """Return what is promised, by the terms in force."""
        model = standing.record.model
        if standing.what == model.what:
            return self.own(standing.record, model, "what")
        return self.said(standing.what, model.lang)

    def meeting(self, record_id: str, anchor: str = "") -> Span:
        """Return a meeting by its title, with its page."""
        record = self.meetings[record_id]
        words = self.own(record, record.model, "title")
        return words._replace(href=self.page(MEETING, record_id) + anchor)

    def harm(self, record_id: str) -> Span:
        """Return a harm in its own words, with its page."""
        record = self.harms[record_id].record
        words = self.own(record, record.model, "what")
        return words._replace(text=cut(words.text), href=self.page(HARM, record_id))

    def quote(self, reference: str) -> Span:
        """Return something heard in its own words, with its place."""
        item = self.heard[reference]
        words = self.own(item.meeting, item.item, "text")
        return words._replace(
            text=cut(words.text), href=self.page(MEETING, item.meeting.id) + anchor(reference)
        )

    def link(self, record_id: str) -> Span:
        """Return any record that a figure counts, by its id, or `meeting#heard`."""
        if "#" in record_id:
            return self.quote(record_id)
        for found, make in (
            (self.promises, self.promise),
            (self.meetings, self.meeting),
            (self.harms, self.harm),
        ):
            if record_id in found:
                return make(record_id)
        return self.party(record_id)


def anchor(reference: str) -> str:
    """Return where on the page of a meeting something heard stands."""
    return f"#heard-{reference.rpartition('#')[2]}"


def is_withheld(record_id: str) -> bool:
    """Whether a record, or something heard, is counted without its words."""
    return record_id.rpartition("#")[2].startswith(HIDDEN)


def listed(spans: Iterable[Span]) -> list[Span]:
    """Return spans as a list in a sentence: commas between them."""
    found: list[Span] = []
    for span in spans:
        found += [Span(", "), span] if found else [span]
    return found


def cut(text: str, limit: int = 160) -> str:
    """Return the beginning of a text, cut between words."""
    if len(text) <= limit:
        return text
    return text[:limit].rpartition(" ")[0].rstrip(",;:.") + " …"


def word(text: str | None) -> str:
    """Return a word of the domain in the language in use, without the hyphens that files have."""
    found = t(text) if text else ""
    return found.replace("-", " ") if found == text else found


def on(day: date) -> Span:
    """Return a day as people write it."""
    return Span(short_day(day), day=day.isoformat())


def _by_day(record: Record[Any]) -> tuple[date, str]:
    return record.model.date, record.id
