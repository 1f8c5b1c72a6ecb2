"""Records in brief: what a question asks of tens of thousands, without the words of each.

In brief, a record is a part like any other, and each value is where it always is; only the fields
of long words (`LONG`) are left out, of it and of the parts in it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cpp_cli.models.part import Part

    Make = Callable[[Any], Any]
    Share = Callable[[Any, Any], Any]


@cache
def in_brief(model: type[Part]) -> Any:
    """Return the model of a record in brief: the same, but that it refuses what is left out."""
    fields = {name: property(_refusing(name)) for name in model.LONG}
    make: Any = type(model)
    return make(model.__name__, (model,), {"__module__": model.__module__, **fields})


def _refusing(name: str) -> Make:
    def refuse(_: Any) -> None:
        raise TypeError(f"a record in brief has no {name}")

    return refuse


def briefs(model: type[Part], rows: Iterable[Any]) -> list[Any]:
    """Return the plain values of records in brief; None for what could not be read.

    What is said often is one object: it is written, and made again, only once.
    """
    words: dict[Any, Any] = {}
    brief = _brief(model, words.setdefault)
    return [row and brief(row) for row in rows]


def _brief(part: type[Part], share: Share) -> Make:
    makes = [_field(part, at, name, share) for at, name in enumerate(part.FIELDS)]
    return lambda values: tuple([make(value) for make, value in zip(makes, values, strict=True)])


def _field(part: type[Part], at: int, name: str, share: Share) -> Make:
    """Return what gives the plain value of a field in brief.

    Only what the same field says is one object, but for words: elsewhere what is equal may be of
    another type, as 1 and True are.
    """
    if name in part.LONG:
        return lambda _: None
    of, several = part.PARTS.get(at, (None, False))
    same: dict[Any, Any] = {}
    if of is None:
        return lambda value: (share if value.__class__ is str else same.setdefault)(value, value)
    brief = _brief(of, share)
    if several:
        return lambda values: tuple([same.setdefault(one, one) for one in map(brief, values)])
    return lambda value: None if value is None else same.setdefault(one := brief(value), one)
