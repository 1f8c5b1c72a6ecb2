"""The table of benchmarks, from measurements that are made up."""

import json
import os

import pytest

from benchmarks import table
from benchmarks.blocks import Block
from benchmarks.rows import START, Figure, Goal, Program, Row
from benchmarks.timing import Timed

PEER = Program("peer", "peer")
CPP = Program("asked", "{cpp} asked")


def timed(milliseconds: float, megabytes: float = 50) -> Timed:
    return Timed([milliseconds / 1000] * 7, [round(megabytes * 1e6)] * 7)


def block(
    ours: Timed, *goals: Goal, peer: Timed | None = None, size: int = 1000, load: float = 0
) -> Block:
    """Return what might have been measured of cpp and a peer."""
    found = {START.name: timed(10), CPP.name: ours, PEER.name: peer or timed(100)}
    return Block(Row(CPP, goals), size, found, load)


def line(measured: Block) -> table.Line:
    (found,) = table.lines([measured])
    return found


@pytest.mark.parametrize(
    ("kind", "figure", "said"),
    [
        (Figure.TIMES, 2.5, "2.50 ×"),
        (Figure.MORE, 150, "+150 ms"),
        (Figure.SHARE, 0.5, "0.50 × its memory"),
    ],
)
def test_a_figure_is_compared_with_its_goal(kind: Figure, figure: float, said: str) -> None:
    ours, peer = timed(250, 40), timed(100, 80)
    met = line(block(ours, Goal(kind, PEER, {1000: figure}), peer=peer))
    assert met.figure == pytest.approx(figure)
    assert (met.missed, met.unknown) == (False, False)
    missed = line(block(ours, Goal(kind, PEER, {1000: figure * 0.9}), peer=peer))
    assert missed.missed
    assert f"| {said} |" in table.text([missed], {}, 7, 0)


def test_memory_is_compared_without_a_peer() -> None:
    assert line(block(timed(1, 46), Goal(Figure.MEMORY, None, {1000: 45}))).missed
    assert not line(block(timed(1, 44), Goal(Figure.MEMORY, None, {1000: 45}))).missed


def test_a_goal_of_another_size_does_not_count() -> None:
    found = line(block(timed(900), Goal(Figure.TIMES, PEER, {100_000: 1})))
    assert found.figure == pytest.approx(9)
    assert (found.most, found.missed) == (None, False)


def test_the_table_is_markdown() -> None:
    blocks = [
        block(
            Timed([0.1, 0.2, 0.3, 0.4, 1.5], [46_000_000] * 5),
            Goal(Figure.TIMES, PEER, {1000: 2.5}),
            Goal(Figure.MEMORY, None, {1000: 50}),
        ),
        block(Timed(problem="not there yet"), Goal(Figure.TIMES, PEER, {10_000: 1}), size=10_000),
        block(
            timed(1),
            Goal(Figure.TIMES, PEER, {10_000: 1}),
            size=10_000,
            peer=Timed(problem="not here: apt install peer"),
            load=99,
        ),
    ]
    cores = os.cpu_count()
    assert table.text(table.lines(blocks), {"cores": "2"}, 7, 14_000_000) == (
        f"""\
cores: 2.
Medians of 7 rounds after one that is lost, all in a row in turn. Memory is that of the largest\
 process; less than 14 MB is not seen.

## 1,000 records

{table.HEAD}\
| asked | 300 | 200-400 | 46 | peer | 100 | 100-100 | 50 | 3.00 × | 2.50 × | **missed** |
|  |  |  |  |  |  |  |  | 46 MB | 50 MB | met |

## 10,000 records

{table.HEAD}\
| asked | not there yet |  |  | peer | 100 | 100-100 | 50 |  | 1.00 × |  |
| asked | 1 | 1-1 | 50 | peer | not here: apt install peer |  |  |  | 1.00 × | too busy to trust |

Too busy to trust:

- asked: load 99.0 on {cores} cores

## Goals missed

- 1,000 records, asked beside peer: 3.00 ×, goal 2.50 ×

## Goals without a figure

- 10,000 records, asked beside peer: not there yet, goal 1.00 ×
- 10,000 records, asked beside peer: not here: apt install peer, goal 1.00 ×
"""
    )


def test_growth_is_the_time_for_a_record_against_ten_thousand() -> None:
    blocks = [
        block(timed(ms), size=size) for size, ms in ((1000, 1), (10_000, 100), (100_000, 1400))
    ]
    (found,) = table.lines(blocks)
    assert (found.size, found.what) == (100_000, "asked: time for each record")
    assert found.figure == pytest.approx(1.4)
    assert found.missed


def test_everything_measured_is_in_the_json() -> None:
    measured = block(timed(250), Goal(Figure.TIMES, PEER, {1000: 1}))
    raw = json.loads(json.dumps(table.raw([measured], table.lines([measured]), {"cores": "2"})))
    assert raw["blocks"][0]["programs"]["asked"]["seconds"] == [0.25] * 7
    assert raw["lines"][0] | {"doubt": ""} == {
        "records": 1000,
        "what": "asked",
        "beside": "peer",
        "kind": "times",
        "figure": 2.5,
        "goal": 1,
        "missed": True,
        "doubt": "",
    }
