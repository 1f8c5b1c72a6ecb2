"""Several who write at once, while git commits and others read."""

from tests.rigs.writers import operations, run


def test_no_word_is_lost_and_none_comes_twice() -> None:
    total = run(4, 3)
    assert total.faults == []
    assert (total.done, total.refused) == (12, 0)
    assert total.reads > 0


def test_every_operation_has_a_word_of_its_own() -> None:
    words = [one.word for writer in range(16) for one in operations(writer, 100)]
    assert len(set(words)) == len(words) == 1600
