"""The command that mends what another left half done may itself be cut short."""

import pytest

from tests.rigs import recovery
from tests.rigs.commands import SCENARIOS
from tests.rigs.strace import Untraceable


def test_mending_may_be_cut_short_anywhere() -> None:
    chosen = [one for one in SCENARIOS if one.name == "harm rename"]
    try:
        total = recovery.run(chosen, step=30, nth=8, jobs=1)
    except Untraceable as reason:
        pytest.skip(str(reason))
    assert total.faults == []
    assert total.points > 2
