"""Whatever is done to the records, what was kept is never seen: both answers are the same."""

from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.rigs.cache import place, take
from tests.rigs.somebody import ASKS, GIT_WAYS, WAYS
from tests.support import examples

_SEEDS = st.integers(0, 1 << 30)


class Somebody(RuleBasedStateMachine):
    """Somebody who works in a folder, and asks after everything that was done."""

    with_git = False

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.somebody = self._stack.enter_context(place(self.with_git))

    def teardown(self) -> None:
        self._stack.close()

    @rule(way=st.sampled_from(sorted(WAYS)), how=_SEEDS, ask=st.sampled_from(ASKS), what=_SEEDS)
    def does_and_asks(self, way: str, how: int, ask: str, what: int) -> None:
        take(self.somebody, (way, how))
        take(self.somebody, (ask, what))


class SomebodyWithGit(Somebody):
    """The same in a repository."""

    with_git = True

    @rule(way=st.sampled_from(sorted(GIT_WAYS)), how=_SEEDS, ask=st.sampled_from(ASKS), what=_SEEDS)
    def does_and_asks_with_git(self, way: str, how: int, ask: str, what: int) -> None:
        self.does_and_asks(way, how, ask, what)


# A repository is made for each example: few of them go far.
@pytest.mark.parametrize(("machine", "count"), [(Somebody, 3), (SomebodyWithGit, 6)])
def test_both_answers_are_the_same(machine: type[Somebody], count: int) -> None:
    run_state_machine_as_test(machine, settings=settings(examples(count), stateful_step_count=20))
