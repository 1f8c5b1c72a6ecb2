"""Where a process of the program starts: what a start costs, everything costs."""

import sys

from cpp_cli import __version__

_STAMPED = ("pyproject.toml", "requirements/run.txt", "requirements/fast.txt")
"""What the set-up was made from; scripts/setup.sh keeps copies of it, and knows these names too."""


def start() -> int:
    """Answer the words that this process was started with; return the exit status."""
    if sys.argv[1:] == ["--version"]:
        print(f"cpp {__version__}")
        return 0
    import gc

    # The process ends soon. To look for what could be thrown away takes half the time of an answer.
    gc.disable()
    from cpp_cli.main import main

    return main()


def from_checkout() -> int:
    """Start as `scripts/cpp` does, with the checkout and `look` or `ready` before the words.

    With `look`, the set-up is brought up to date first where it is not.
    """
    _, root, known, *words = sys.argv
    script = f"{root}/scripts/cpp"
    if known == "look" and not _is_set_up(root):
        import os

        os.environ["CPP_SET_UP"] = "look again"
        os.execv("/bin/sh", ["sh", script, *words])
    version = sys.version_info
    sys.path.append(f"{root}/.venv/lib/python{version.major}.{version.minor}/site-packages")
    sys.argv[:] = [script, *words]
    status = start()
    _end(status)
    return status


def _end(status: int) -> None:
    """End the process here and now: to take all apart that is in memory would only take time.

    Where it cannot end so, return: Python waits for what still runs, and tells what went wrong.
    """
    import atexit
    from posix import _exit

    threads = sys.modules.get("threading")
    if threads is not None and threads.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    _exit(status)


def _is_set_up(root: str) -> bool:
    try:
        return all(
            _bytes(f"{root}/{name}") == _bytes(f"{root}/.venv/stamp/{name.rpartition('/')[2]}")
            for name in _STAMPED
        )
    except OSError:
        return False


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
