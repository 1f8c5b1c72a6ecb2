"""The quick reader against the slow one: on every input both say the same, or the quick one hands
over. Inputs are kept files, changed by slips, by hostile values and by values made of odd signs.

And the places that are found by indentation against those of the document: for these inputs, and
for as many small texts."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TypeVar

from cpp_cli.models.kinds import KINDS
from cpp_cli.reading import quick
from cpp_cli.reading.slow import read_slowly
from cpp_cli.reading.text import decode
from tests.rigs import whereabouts
from tests.rigs.inputs import PATHS, VALUE, changed, seeds

T = TypeVar("T")

_SIGNS = "0123456789" * 3 + "+-._eExXoObBaf:# '\"|>[]{},&*!%@`~?\\\ntrunlysoNY/=<\u00a0\u0085é"


def outcome(kind: str, data: bytes) -> str:
    """Return what came of an input: `same`, `handed over`, or `no text`; fail where they differ."""
    text, faults = decode(data)
    if text is None or text.bom or faults:
        return "no text"
    quickly = quick.read(text.content, KINDS[kind].model)
    if quickly is None:
        return "handed over"
    slowly = read_slowly(PATHS[kind], KINDS[kind], data)
    assert slowly.record is not None, slowly.findings
    assert not slowly.findings
    assert repr(quickly) == repr(slowly.record.model)
    return "same"


def inputs(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many inputs; the same for a seed."""
    random = Random(seed)
    kept = [(kind, data) for kind, data in seeds() if _is_plain(kind, data)]
    yield from (_one(random, *random.choice(kept)) for _ in range(count))


def _is_plain(kind: str, data: bytes) -> bool:
    text, _ = decode(data)
    return text is not None and quick.read(text.content, KINDS[kind].model) is not None


def _one(random: Random, kind: str, data: bytes) -> tuple[str, bytes]:
    if random.random() < 0.2:
        return changed(random)
    values = list(VALUE.finditer(data))
    if not values:
        return kind, data
    place = random.choice(values)
    odd = "".join(random.choices(_SIGNS, k=random.randint(1, 8))).encode()
    whole = random.random() < 0.5
    start = place.start() if whole else random.randint(place.start(), place.end())
    return kind, data[:start] + odd + data[place.end() if whole else start :]


def main() -> int:
    """Compare the readers; print how often each outcome came."""
    parser = argparse.ArgumentParser(prog="tests.rigs.readers", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count, seed = options.count, options.seed
    differ = _tell("readers", inputs(seed, count), lambda one: outcome(*one))
    differ += _tell("places", inputs(seed, count), lambda one: whereabouts.outcome(one[1]))
    differ += _tell("places of texts", whereabouts.texts(seed, count), whereabouts.outcome)
    return 1 if differ else 0


def _tell(what: str, tried: Iterable[T], outcome_of: Callable[[T], str]) -> int:
    """Print how often each outcome came, and each input with two; return how many these are."""
    outcomes: Counter[str] = Counter()
    for one in tried:
        try:
            outcomes[outcome_of(one)] += 1
        except AssertionError as error:
            outcomes["differ"] += 1
            print(f"{one!r}\n{error}", file=sys.stderr)
    counts = ", ".join(f"{name} {number}" for name, number in sorted(outcomes.items()))
    print(f"{what}: {outcomes.total()} inputs, {counts}")
    return outcomes["differ"]


if __name__ == "__main__":
    sys.exit(main())
