"""What it takes until a command has answered, in small and in large repositories."""

import sys
from pathlib import Path

from benchmarks.records import TODAY, write
from benchmarks.timing import Case

# As scripts/cpp starts it.
START = "import sys; from cpp_cli.main import main; sys.argv[0] = 'cpp'; sys.exit(main())"


def cases(folder: Path) -> list[Case]:
    """Return what is timed: the start, completion, the help, and answers from many records."""
    small = write(folder / "100", 100)
    large = write(folder / "1000", 1000)
    return [
        _cpp("--version", small),
        _completion("cpp partner show partner-00", small),
        _cpp("--help", small),
        _cpp("owes", small, 100),
        _cpp("validate", small, 100),
        _cpp("owes", large, 1000),
        _cpp("validate", large, 1000),
    ]


def _cpp(words: str, folder: Path, records: int = 0) -> Case:
    name = f"cpp {words}" + (f" ({records} records)" if records else "")
    command = (sys.executable, "-P", "-c", START, *words.split())
    return Case(name, command, folder, {"CPP_TODAY": TODAY.isoformat()})


def _completion(line: str, folder: Path) -> Case:
    asked = {
        "_CPP_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    return Case(f"completion of {line}", (sys.executable, "-P", "-c", START), folder, asked)
