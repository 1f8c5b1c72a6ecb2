"""Two processes do together what one does alone, whatever becomes of the second."""

import os
import signal
from collections.abc import Iterator, Sequence

import pytest

from cpp_cli import forked
from cpp_cli.forked import in_halves

MANY = range(forked.MANY)


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def in_tens(some: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers ten by ten."""
    for at in range(0, len(some), 10):
        yield list(some[at : at + 10])


def with_process(some: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield the same, each piece with the process that made it."""
    yield from ((os.getpid(), piece) for piece in in_tens(some))


def test_few_things_are_done_here() -> None:
    assert {process for process, _ in in_halves(with_process, MANY[:-1])} == {os.getpid()}


def test_many_things_are_done_by_two_and_come_in_order() -> None:
    found = list(in_halves(with_process, MANY))
    assert [number for _, piece in found for number in piece] == list(MANY)
    assert len({process for process, _ in found}) == 2


def test_a_large_piece_comes_whole() -> None:
    large = b"x" * 3_000_000
    assert list(in_halves(lambda some: iter([large, len(some)]), MANY)) == [large, 400] * 2


@pytest.mark.parametrize("after", [0, 3])
def test_what_a_process_that_ends_has_not_done_is_done_here(after: int) -> None:
    here = os.getpid()

    def dies(some: Sequence[int]) -> Iterator[list[int]]:
        for number, piece in enumerate(in_tens(some)):
            if os.getpid() != here and number == after:
                os.kill(os.getpid(), signal.SIGKILL)
            yield piece

    assert [number for piece in in_halves(dies, MANY) for number in piece] == list(MANY)


@pytest.mark.parametrize("bytes_sent", [0, 5, 8, 20, 70, 4000])
def test_what_a_process_that_ends_has_not_sent_is_done_here(
    bytes_sent: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os._exit
    here = os.getpid()

    class Cut:
        """Something to write to that ends the process after so many bytes."""

        def __init__(self, file: int) -> None:
            self.file, self.left = file, bytes_sent

        def __enter__(self) -> "Cut":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def write(self, data: bytes) -> None:
            os.write(self.file, data[: self.left])
            self.left -= len(data)
            if self.left < 0:
                real(9)

    def cutting(file: int, mode: str) -> object:
        return Cut(file) if os.getpid() != here else open(file, mode)

    monkeypatch.setattr(forked, "open", cutting, raising=False)
    assert [number for piece in in_halves(in_tens, MANY) for number in piece] == list(MANY)


def test_nothing_is_left_running_where_somebody_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: started.append(pid := fork()) or pid)  # type: ignore[func-returns-value]  # it returns nothing

    def endless(some: Sequence[int]) -> Iterator[int]:
        yield from some
        while some[0]:
            pass  # the second half never ends

    pieces = in_halves(endless, MANY)
    assert next(pieces) == 0
    pieces.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ChildProcessError):
        os.waitpid(started[0], os.WNOHANG)
