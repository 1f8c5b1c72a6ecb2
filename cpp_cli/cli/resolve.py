"""Names to ids: wherever an id is asked for, a name, part of one or a unique prefix will do."""

from cpp_cli.errors import Refused
from cpp_cli.messages import t, tn
from cpp_cli.models.ids import is_id
from cpp_cli.models.kinds import KINDS, MEETING, PARTNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.store import Store

Named = tuple[str, str, tuple[str, ...]]
"""An id, the name that is shown, and all names that it answers to."""


_BRIEF = 70
"""What has no name is listed by what it says: so much of it tells which it is."""


class Matches:
    """What a text may mean: ids with their names; none, one or several."""

    __slots__ = ("found", "nearest", "none", "text", "unread", "what")

    def __init__(
        self,
        what: str,
        text: str,
        found: tuple[tuple[str, str], ...],
        nearest: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.what = what
        self.text = text
        self.found = found
        self.nearest = nearest
        self.none = ""
        self.unread: tuple[str, ...] = ()

    def refusal(self, left_out: int = 0) -> Refused:
        """Return why the text cannot be taken: it means several, or none.

        `left_out` is how many records cannot be read: what was meant may be in one of them.
        """
        several = bool(self.found)
        known = self.found if several else self.nearest
        lines = [f"  {key}  {_brief(name)}" if key != name else f"  {key}" for key, name in known]
        lines[12:] = [t("  … and {count} more", count=len(lines) - 12)] if lines[12:] else []
        if several:
            message = t('"{text}" could be more than one {what}:', text=self.text, what=self.what)
            return Refused(message, *lines, t("Name one of them; nothing was done."))
        if self.unread:
            return Refused(
                t("The record of {id} cannot be read.", id=self.unread[0]),
                t("See what is wrong with it: cpp validate"),
            )
        hints = [t("The nearest are:"), *lines] if lines else []
        if left_out:
            unread = tn(
                "One record cannot be read; perhaps it is there. See: cpp validate",
                "{count} records cannot be read; perhaps it is there. See: cpp validate",
                left_out,
            )
            hints.append(unread)
        none = self.none or t('There is no {what} "{text}".', text=self.text, what=self.what)
        return Refused(none, *hints)


def fold(text: str) -> str:
    """Return text without case and accents, for comparing names."""
    folded = text.casefold()
    if folded.isascii():
        return folded.strip()
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFKD", folded) if not combining(c)).strip()


def find_record(store: "Store", kind: "Kind", text: str) -> Matches:
    """Return the records of a kind that a text may mean."""
    current = store.current(kind, text)
    if current in store.of(kind):
        return Matches(t(kind.label), text, ((current, current),))
    matches = _match(t(kind.label), text, _records(store, kind))
    return _or_unread(store, kind, matches)


def find_any(store: "Store", text: str) -> Matches:
    """Return the records of all kinds that a text may mean, each as `kind/id`.

    The text may say the kind so too. A record that cannot be read is meant by its id alone.
    """
    name, _, rest = text.partition("/")
    kinds, wanted = (
        ((KINDS[name],), rest) if rest and name in KINDS else (tuple(KINDS.values()), text)
    )
    exact = [(kind, store.current(kind, wanted)) for kind in kinds]
    known = [(kind, one) for kind, one in exact if one in store.of(kind)]
    known += [(kind, one) for kind, one in exact if is_id(one) and one in store.unread_names(kind)]
    if known:
        keys = dict.fromkeys((f"{kind.name}/{one}", one) for kind, one in known)
        return Matches(t("record"), text, tuple(keys))
    named = [(kind, one) for kind in kinds for one in _records(store, kind)]
    folded = [(key, name, [fold(one) for one in names]) for _, (key, name, names) in named]
    best = [(named[at][0], *folded[at][:2]) for at in _best(fold(wanted), folded)]
    found = tuple((f"{kind.name}/{key}", name) for kind, key, name in best)
    return Matches(t("record"), text, found, () if found else _nearest(fold(wanted), folded))


def every_record(store: "Store", kind: "Kind") -> list[tuple[str, str]]:
    """Return the records of a kind with their names, the newest first where they have a day."""
    return sorted(((key, name) for key, name, _ in _records(store, kind)), reverse=kind.dated)


def find_party(store: "Store", text: str, communities: bool = False) -> Matches:
    """Return the parties (and communities) that a text may mean; `us` is the first of us."""
    what = t("partner, person or community") if communities else t("partner or person")
    if text == "us" and store.program.us:
        text = store.program.us[0]
    current = store.party(text)
    known = store.partner_of(current) and ("/" not in current or store.person(current))
    if known or (communities and current in store.communities):
        return Matches(what, text, ((current, store.name(current)),))
    named = [*_records(store, PARTNER)]
    if communities:
        named += [(key, c.name, (c.name,)) for key, c in store.communities.items()]
    matches = _match(what, text, named)
    if matches.found:
        return matches
    return _or_unread(store, PARTNER, _match(what, text, [*_people(store), *named]))


def find_named(what: str, known: "Mapping[str, str]", text: str) -> Matches:
    """Return what a text may mean among things that have an id and a name."""
    return _match(what, text, [(key, name, (name,)) for key, name in known.items()])


def find_heard(store: "Store", text: str) -> Matches:
    """Return what was heard that a text may mean: by its id, that of its meeting, or its words."""
    meeting, mark, item = text.partition("#")
    meetings = find_record(store, MEETING, meeting).found if mark and meeting else ()
    meeting = meetings[0][0] if len(meetings) == 1 else meeting
    wanted = f"{meeting}#{item}" if meeting and mark else item or text
    named: list[Named] = [
        (f"{key}#{one.id}", " ".join(one.text.split()), (one.id, one.text))
        for key, record in sorted(store.meetings.items(), reverse=True)
        for one in record.brief.heard
    ]
    matches = _match(t("thing that was said"), wanted, named)
    matches.none = t('Nothing that was heard fits "{text}".', text=text)
    if mark and not meetings and not matches.found:
        matches.unread = _unread(store, MEETING, meeting)
    return matches


def _or_unread(store: "Store", kind: "Kind", matches: Matches) -> Matches:
    """Where nothing matches, name a record that could not be read and would."""
    if not matches.found:
        matches.unread = _unread(store, kind, matches.text)
    return matches


def _unread(store: "Store", kind: "Kind", text: str) -> tuple[str, ...]:
    wanted = fold(text)
    names = store.unread_names(kind) if wanted else ()
    return tuple(sorted(name for name in names if name.startswith(wanted)))


def _brief(name: str) -> str:
    return name if len(name) <= _BRIEF else f"{name[: _BRIEF - 1].rstrip()}…"


def _records(store: "Store", kind: "Kind") -> list[Named]:
    named = []
    for key, record in store.of(kind).items():
        model = record.model
        name = getattr(model, "name", None) or getattr(model, "title", None)
        name = str(name or getattr(model, "what", key))
        others = getattr(model, "also_known_as", ())
        named.append((key, " ".join(name.split()), (name, *others)))
    return named


def _people(store: "Store") -> list[Named]:
    return [
        (
            f"{record.id}/{person.id}",
            store.name(f"{record.id}/{person.id}"),
            (person.name,) if person.name else (),
        )
        for record in store.partners.values()
        for person in record.model.people
    ]


def _match(what: str, text: str, named: list[Named]) -> Matches:
    wanted = fold(text)
    folded = [(key, name, [fold(one) for one in names]) for key, name, names in named]
    found = tuple(folded[at][:2] for at in _best(wanted, folded))
    return Matches(what, text, found, () if found else _nearest(wanted, folded))


def _best(wanted: str, folded: "Sequence[tuple[str, str, list[str]]]") -> list[int]:
    """Return the numbers of those that a text fits best: as it is, as a beginning, as a part."""
    tests: tuple[Callable[[str, list[str]], bool], ...] = (
        lambda key, names: wanted == key or wanted in names,
        lambda key, _: key.startswith(wanted) or key.rpartition("/")[2].startswith(wanted),
        lambda key, names: wanted in key or any(wanted in name for name in names),
    )
    for test in tests if wanted else ():
        found = [at for at, (key, _, names) in enumerate(folded) if test(key, names)]
        if found:
            return found
    return []


def _nearest(
    wanted: str, folded: "Iterable[tuple[str, str, list[str]]]"
) -> tuple[tuple[str, str], ...]:
    from difflib import get_close_matches

    words = {word: (key, name) for key, name, names in folded for word in (key, *names)}
    close = get_close_matches(wanted, list(words), 5, 0.5)
    return tuple(dict.fromkeys(words[word] for word in close))
