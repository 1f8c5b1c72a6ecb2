"""Many records at once: what a question asks of tens of thousands, it asks of their plain values.

A part makes a day or another part of its plain value each time it is asked (`models/part.py`), and
that is most of the time of a question that asks it of all records.
"""

from __future__ import annotations

from operator import itemgetter

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cpp_cli.models.part import Part


def plainly(part: type[Part], *names: str) -> Callable[[Any], Any]:
    """Return what gives the plain values of these fields: days as text, groups as tuples.

    It takes such a part, or its own plain value: a tuple.
    """
    order = list(part.FIELDS)
    return itemgetter(*(order.index(name) for name in names))
