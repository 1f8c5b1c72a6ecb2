"""Measures how fast cpp is beside other programs: `scripts/bench --help`."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import machine, peers, repository, table
from benchmarks.blocks import Bench, Block
from benchmarks.rows import ROWS, START_ROWS, START_SIZE

BLOCKS = "blocks.jsonl"
SIZES = "1000,10000,100000"
LEAST_ROUNDS = 7
LEAST_RECORDS = 200


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what is asked for; print a Markdown table of it, also when interrupted."""
    options = _options(argv)
    with tempfile.TemporaryDirectory(prefix="cpp-bench-") as folder:
        keep = options.keep or Path(folder)
        if options.install:
            peers.install(keep / "peers", say)
        programs = peers.found(keep / "peers")
        if "git" not in programs:
            say(f"git is needed: {peers.advice('git')}")
            return 3
        facts = machine.facts(keep, peers.versions(programs))
        blocks: list[Block] = []
        try:
            for block in measure(options.sizes, options.only, options.rounds, keep, programs):
                blocks.append(block)
                _append(options.out, block)
        except KeyboardInterrupt:
            say("interrupted: what was measured so far follows")
            return 130
        finally:
            _finish(blocks, facts, options.rounds, options.out)
    return 0


def measure(
    sizes: Sequence[int], only: str, rounds: int, keep: Path, programs: dict[str, str]
) -> Iterator[Block]:
    """Yield each row that is asked for, as soon as it is measured: the start, then by size."""
    blocks: list[Block] = []
    for size, rows in ((START_SIZE, START_ROWS), *((size, ROWS) for size in sorted(sizes))):
        wanted = [row for row in rows if only in row.name]
        if not wanted:
            continue
        say(f"{size:,} records")
        bench = Bench(repository.ready(size, keep), programs)
        for row in wanted:
            say(f"  {row.name}")
            blocks.append(bench.measure(row, rounds, blocks))
            yield blocks[-1]


def say(words: str) -> None:
    """Say how far it is."""
    print(words, file=sys.stderr, flush=True)


def _append(out: Path | None, block: Block) -> None:
    if out:
        with (out / BLOCKS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(table.of_block(block)) + "\n")


def _finish(blocks: Sequence[Block], facts: dict[str, str], rounds: int, out: Path | None) -> None:
    found = table.lines(blocks)
    text = table.text(found, facts, rounds, machine.own_memory())
    print(text, flush=True)
    if out:
        (out / "table.md").write_text(text, encoding="utf-8")
        figures = json.dumps(table.raw(blocks, found, facts), indent=1) + "\n"
        (out / "figures.json").write_text(figures, encoding="utf-8")


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="Measures how fast cpp is beside others, and says which goals it misses.",
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=SIZES, help=f"numbers of records (default: {SIZES})"
    )
    parser.add_argument("--rounds", type=int, default=9, help="at least 7 (default: 9)")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="rows with these words; `start:` is the start"
    )
    parser.add_argument(
        "--keep", type=_folder, metavar="DIR", help="keeps repositories and programs for next time"
    )
    parser.add_argument(
        "--install", action="store_true", help="installs other programs that are missing"
    )
    parser.add_argument(
        "--out",
        type=_folder,
        metavar="DIR",
        help="writes table.md, figures.json and, as it goes, blocks.jsonl",
    )
    options = parser.parse_args(argv)
    if options.rounds < LEAST_ROUNDS:
        parser.error(f"--rounds: at least {LEAST_ROUNDS}")
    if options.out:
        (options.out / BLOCKS).unlink(missing_ok=True)
    return options


def _folder(text: str) -> Path:
    """Return a folder that is there: programs are started elsewhere, so its whole path."""
    folder = Path(text).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sizes(text: str) -> list[int]:
    sizes = [int(number) for number in text.split(",")]
    if min(sizes) < LEAST_RECORDS:
        raise argparse.ArgumentTypeError(f"at least {LEAST_RECORDS} records")
    return sizes


if __name__ == "__main__":
    sys.exit(main())
