"""Which fields of each group are published. What is not named here never is."""

from __future__ import annotations

from cpp_cli.models.base import Consent, Mistake, Speaker
from cpp_cli.models.commitment import Commitment, Made, PromiseEntry, Resources
from cpp_cli.models.harm import Harm, HarmEntry, Told
from cpp_cli.models.meeting import (
    Corrections,
    Decision,
    Engagement,
    Experienced,
    Guest,
    Heard,
    Meeting,
    Principle,
    Reply,
)
from cpp_cli.models.partner import Connection, Ended, Offer, Partner, Person, Ratings
from cpp_cli.models.program import Community, Days, Duty, Plan, Priority, Program

TYPE_CHECKING = False

if TYPE_CHECKING:
    from cpp_cli.models.part import Part


_ENTRY = ("date", "by", "note", "meeting", "via", "mistake")
_RECORD = ("id", "visibility", "lang")

PUBLISHED: dict[type[Part], tuple[str, ...]] = {
    Consent: ("scope",),
    Speaker: ("party", "since", "until"),
    Mistake: ("by", "date", "why"),
    # partner: never email, phone, account, same_as; nor tags and notes, which are ours
    Partner: (
        *_RECORD,
        *("name", "kind", "status", "ended", "also_known_as", "since", "community_led"),
        *("communities", "languages", "steward", "spoken_for_by", "people", "offers", "needs"),
        *("connections", "ratings"),
    ),
    Ended: ("date", "reason"),
    Person: ("id", "name", "role", "pronouns", "languages", "since", "until", "consent"),
    Offer: ("what", "topic", "since", "until", "translated"),
    Connection: ("to", "depth", "since", "introduced_at"),
    Ratings: ("date", "by", "about", "reliability", "shared_mission", "openness", "power"),
    # meeting: of guests only how many
    Meeting: (
        *_RECORD,
        *("date", "title", "kind", "place", "convened_by", "agenda_set_by", "attendees"),
        *("guests", "languages", "supports", "work", "priorities", "communities"),
        *("engagement", "heard", "decisions", "principles", "corrections", "translated"),
    ),
    Guest: ("count",),
    Engagement: ("promised", "experienced"),
    Experienced: ("level", "by", "date"),
    Heard: ("id", "by", "for_", "text", "topic", "consent", "answer", "translated"),
    Reply: ("date", "by", "text"),
    Decision: ("what", "decided_by", "translated"),
    Principle: ("value", "how"),
    Corrections: ("until", "confirmed_by"),
    Commitment: (
        *_RECORD,
        *("from_", "to", "what", "made", "due", "review", "kind", "answers", "repairs"),
        *("work", "priorities", "resources", "history", "translated"),
    ),
    Made: ("date", "meeting"),
    Resources: ("money", "hours", "what", "out_of"),
    PromiseEntry: (
        *_ENTRY,
        *("event", "evidence", "agreed_by", "why", "what", "due", "review", "resources"),
    ),
    Harm: (*_RECORD, "what", "when", "to", "by", "told", "consent", "history", "translated"),
    Told: ("date", "by", "meeting"),
    HarmEntry: (*_ENTRY, "event"),
    Program: (
        *("lang", "us", "name", "vision", "mission", "languages", "currency", "contact"),
        *("values", "work", "communities", "topics", "plans", "days", "duties"),
    ),
    Community: ("name", "centered", "spoken_for_by"),
    Plan: ("id", "label", "name", "from_", "until", "priorities"),
    Priority: ("name", "strategies", "replaces"),
    Days: ("report_back", "quiet", "consent_warning"),
    Duty: ("name", "source", "shown_by"),
}
