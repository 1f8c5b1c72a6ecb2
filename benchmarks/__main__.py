"""Runs the benchmarks that are named, else all: `scripts/bench --help`."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import startup
from benchmarks.timing import measured, table

BENCHMARKS = {"startup": startup}


def main() -> None:
    """Measure, and print a Markdown table for each benchmark."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--rounds", type=int, default=11, help="at least 7 (default: 11)")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown or options.rounds < 7:
        parser.error(f"no benchmark {', '.join(unknown)}" if unknown else "--rounds: at least 7")
    for name in options.names or BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix="cpp-bench-") as folder:
            cases = BENCHMARKS[name].cases(Path(folder))
            print(f"## {name}\n\n{table(measured(cases, options.rounds))}", flush=True)


if __name__ == "__main__":
    main()
