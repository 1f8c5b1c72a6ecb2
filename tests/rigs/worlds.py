"""Small worlds: records made up of so few names, days and words that all of them touch each other.

Ids are used twice, people are each other, names stand in texts: whatever follows from a record for
another one is likely to be met. What is made up is often wrong, and sometimes no record at all.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

Make = Callable[[Random], Any]
Fields = dict[str, tuple[float, Make]]
"""How often a group has each of its fields, and what may stand there."""
Group = dict[str, Any]

PROGRAM = "records/program.yaml"
PARTNERS = ("us", "garden", "school", "club")
ONCE = ("garden-club", "old-school")
COMMUNITIES = ("river-road", "hill")
DAYS = ("2025-12-31", "2026-02-10", "2026-03-02", "2026-05-31", "2026-06-01", "2026-06-03")
TODAY = ("2026-05-31", "2026-06-01", "2026-06-02", "2026-06-04", "2026-06-11", "2026-03-01")
MEETINGS = ("2026-02-10-talk", "2026-03-02-talk", "2026-06-03-talk")
PROMISES = ("2026-02-10-keys", "2026-03-02-keys")
HARMS = ("well", "spraying")
TERMS = ("trust", "transport")


def _one(*words: Any) -> Make:
    return lambda rng: rng.choice(words)


def _some(make: Make, most: int = 2) -> Make:
    return lambda rng: [make(rng) for _ in range(rng.randint(1, most))]


def _group(must: dict[str, Make], may: Fields) -> Make:
    fields: Fields = {name: (1, make) for name, make in must.items()} | may

    def make(rng: Random) -> Group:
        return {name: one(rng) for name, (often, one) in fields.items() if rng.random() < often}

    return make


def _text(rng: Random) -> str:
    return " and ".join(rng.choice(_WORDS) for _ in range(rng.randint(1, 3)))


_name = _one("Rosa Vega", "Rosa Vega Lima", "Vega Lima", "Garden", "Huerto Ñandú", "Lima")
_WORDS = (
    "the keys",
    "Rosa Vega Lima",
    "rosa vega",
    "VEGA LIMA",
    "Garden",
    "huerto ñandú",
    "@",
    "x",
)
_day = _one(*DAYS, *DAYS, "2026-06-10", "2027-01-01")
_visibility = _one("public", "public", "internal")
_partner_id = _one(*PARTNERS * 3, *ONCE, "gardn")
_person_id = _one("ana", "ana", "bo", "bo", "anna")
_meeting_id = _one(*MEETINGS * 3, "2026-02-11-talk")
_promise_id = _one(*PROMISES)
_harm_id = _one(*HARMS, "wel")
_term = _one(*TERMS, "trst")
_heard_id = _one("bus", "bus-stop")


def _person(rng: Random) -> str:
    return f"{_partner_id(rng)}/{_person_id(rng)}"


def _party(rng: Random) -> str:
    return str(rng.choice((_partner_id, _person))(rng))


def _side(rng: Random) -> str:
    return _party(rng) if rng.random() < 0.7 else rng.choice((*COMMUNITIES, "hil"))


def _heard(rng: Random) -> str:
    return f"{_meeting_id(rng)}#{_heard_id(rng)}"


_speaker = _group({"party": _party}, {"since": (0.2, _day), "until": (0.2, _day)})
_consent = _group(
    {"scope": _one("public", "public", "partners", "internal")},
    {"date": (0.3, _day), "expires": (0.3, _day), "withdrawn": (0.1, _day)},
)
_said: Fields = {
    "note": (0.3, _text),
    "via": (0.6, _one("phone", "email")),
    "meeting": (0.2, _meeting_id),
    "mistake": (0.2, _group({"date": _day, "by": _party, "why": _text}, {})),
}
_member = _group(
    {"id": _person_id},
    {
        "name": (0.7, _name),
        "same_as": (0.5, _person),
        "consent": (0.4, _consent),
        "since": (0.2, _day),
        "until": (0.2, _day),
    },
)
_EVENTS = (
    *("progress", "delivered", "confirmed", "confirmed", "disputed"),
    *("renegotiated", "released", "broken"),
)
_promise_entry = _group(
    {"date": _day, "event": _one(*_EVENTS), "by": _party},
    {**_said, "agreed_by": (0.4, _party), "why": (0.3, _text), "due": (0.3, _day)},
)
_harm_entry = _group(
    {"date": _day, "event": _one("acknowledged", "repaired", "reopened"), "by": _party}, _said
)
_heard_item = _group(
    {"id": _heard_id, "text": _text},
    {
        "by": (0.5, _party),
        "for": (0.3, _some(_side)),
        "topic": (0.3, _term),
        "consent": (0.2, _consent),
        "answer": (0.3, _group({"date": _day, "by": _party, "text": _text}, {})),
    },
)
_experienced = _group({"level": _one("inform"), "by": _party}, {"date": (0.3, _day)})
_rating = _group({"date": _day, "by": _person, "about": _party}, {"reliability": (1, _one(1, 4))})


def _own(own: str, others: Sequence[str]) -> Make:
    return _one(*[own.lower()] * 8, own, *others)


def partner(own: str) -> Make:
    """Return what makes up a partner, at home in a file of some name."""
    return _group(
        {
            "id": _own(own, PARTNERS),
            "name": _name,
            "kind": _one("school"),
            "status": _one("active", "active", "ended"),
        },
        {
            "visibility": (0.6, _visibility),
            "former_ids": (0.3, _some(_one(*ONCE, *PARTNERS), 1)),
            "ended": (0.2, _group({"date": _day}, {"reason": (0.3, _text)})),
            "also_known_as": (0.3, _some(_name, 1)),
            "since": (0.2, _day),
            "communities": (0.2, _some(_one(*COMMUNITIES), 1)),
            "steward": (0.2, _party),
            "spoken_for_by": (0.4, _some(_speaker)),
            "people": (0.8, _some(_member)),
            "ratings": (0.2, _some(_rating, 1)),
            "notes": (0.3, _text),
        },
    )


def meeting(own: str) -> Make:
    """Return what makes up a meeting, at home in a file of some name."""
    engagement = _group({"promised": _one("consult")}, {"experienced": (0.7, _some(_experienced))})
    return _group(
        {"id": _own(own, MEETINGS), "date": _one(own[:10]), "title": _name},
        {
            "visibility": (0.7, _visibility),
            "former_ids": (0.2, _some(_meeting_id, 1)),
            "attendees": (0.5, _some(_party)),
            "communities": (0.2, _some(_one(*COMMUNITIES, "hil"), 1)),
            "work": (0.2, _some(_term, 1)),
            "heard": (0.6, _some(_heard_item)),
            "notes": (0.6, _text),
            "corrections": (0.2, _group({"until": _day}, {"confirmed_by": (0.5, _some(_party))})),
            "engagement": (0.2, engagement),
        },
    )


def promise(own: str) -> Make:
    """Return what makes up a promise, at home in a file of some name."""
    return _group(
        {
            "id": _own(own, PROMISES),
            "from": _party,
            "to": _side,
            "what": _text,
            "made": _group({"date": _one(own[:10], *DAYS)}, {"meeting": (0.5, _meeting_id)}),
        },
        {
            "visibility": (0.5, _visibility),
            "former_ids": (0.2, _some(_promise_id, 1)),
            "due": (0.5, _day),
            "review": (0.1, _some(_day)),
            "answers": (0.4, _some(_heard, 1)),
            "repairs": (0.3, _harm_id),
            "work": (0.2, _some(_term, 1)),
            "history": (0.8, _some(_promise_entry, 3)),
        },
    )


def harm(own: str) -> Make:
    """Return what makes up a harm, at home in a file of some name."""
    return _group(
        {"id": _own(own, HARMS), "what": _text},
        {
            "visibility": (0.5, _visibility),
            "former_ids": (0.2, _some(_harm_id, 1)),
            "to": (0.7, _some(_side)),
            "by": (0.7, _some(_party)),
            "told": (
                0.4,
                _group({"date": _day}, {"by": (0.5, _party), "meeting": (0.5, _meeting_id)}),
            ),
            "history": (0.7, _some(_harm_entry)),
        },
    )


def program(_: str) -> Make:
    """Return what makes up the program, at home in a file of some name."""
    community = _group({"name": _name}, {"spoken_for_by": (0.8, _some(_speaker))})
    return _group(
        {"us": _one(["us"], ["us", "club"], ["garden-club"], ["us", "garden/ana"])},
        {
            "communities": (0.9, lambda rng: {one: community(rng) for one in _few(rng)}),
            "topics": (0.5, lambda rng: {rng.choice(TERMS): "Getting there"}),
            "work": (0.5, lambda rng: {rng.choice(TERMS): "Trust"}),
        },
    )


def _few(rng: Random) -> list[str]:
    return rng.sample((*COMMUNITIES, "garden"), rng.randint(1, 2))
