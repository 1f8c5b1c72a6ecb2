"""The edge of the program: arguments in, exit status out. The only place that reads the clock,
the environment and the terminal, and the only one that prints an answer."""

import os
import sys

from cpp_cli import __version__, errors

TYPE_CHECKING = False
"""What `typing` has under this name, without its import: that would be half of `--version`."""

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


def main(argv: list[str] | None = None) -> int:
    """Run the program with the given arguments; return its exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    if arguments == ["--version"]:
        print(f"cpp {__version__}")
        return errors.FINE
    try:
        return _guarded(arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return errors.FINE


def _speak_utf8() -> None:
    """Whatever the locale says, records are UTF-8, and so is what is printed and typed."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _guarded(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except errors.Stop as stop:
        _complain(stop.message, *stop.hints)
        return stop.status
    except KeyboardInterrupt:
        _complain("Stopped.")
        return errors.INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        _report_bug(error)
        return errors.BUG


def _complain(message: str, *hints: str) -> None:
    from cpp_cli.cli.ask import wrapped
    from cpp_cli.render.safe import safe

    sys.stdout.flush()
    for line in (f"cpp: {message}", *hints):
        print(wrapped(safe(line)), file=sys.stderr)


def _report_bug(error: Exception) -> None:
    """Name the kind of error and the lines it passed: nothing that a record says."""
    lines = []
    frame = error.__traceback__
    while frame:
        name = frame.tb_frame.f_globals.get("__name__", "?")
        if name.startswith("cpp_cli"):
            lines.append(f"  {name}:{frame.tb_lineno} {frame.tb_frame.f_code.co_name}")
        frame = frame.tb_next
    _complain(
        f"This is a bug in cpp {__version__}, not your mistake. Please report these lines:",
        f"  {type(error).__name__}",
        *lines,
    )


def _run(arguments: list[str]) -> int:
    import typer

    from cpp_cli.cli.app import root

    session = _session()
    if "_CPP_COMPLETE" in os.environ:
        from cpp_cli.cli.completion import prepare

        prepare()
    try:
        result = root().main(args=arguments, prog_name="cpp", standalone_mode=False, obj=session)
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        _complain("Stopped; nothing was written.")
        return errors.INTERRUPTED
    except typer.TyperException as wrong:
        return _usage(wrong)
    if isinstance(result, int):
        if result == errors.INTERRUPTED:
            _complain("Stopped; nothing was written.")
        return result
    return _answer(session, result)


def _usage(wrong: "Any") -> int:
    """Show the help of a noun without a verb; what else is wrong was said in our own words."""
    print(wrong.format_message())
    return errors.REFUSED


def _session() -> "Session":
    from cpp_cli.cli.ask import Asker
    from cpp_cli.cli.session import Session

    present = sys.stdin.isatty() and sys.stderr.isatty()
    return Session(_today(), Asker(present))


def _today() -> "date":
    from datetime import datetime

    from cpp_cli.days import parse_iso

    wanted = os.environ.get("CPP_TODAY")
    if not wanted:
        return datetime.now().astimezone().date()
    day = parse_iso(wanted)
    if day is None:
        raise errors.Refused(
            f"CPP_TODAY is {wanted}, which is not a date.",
            "Set it to a day such as 2026-06-01, or not at all.",
        )
    return day


def _answer(session: "Session", result: "Answer | None") -> int:
    from cpp_cli.messages import tn

    if result is None:
        return errors.FINE
    text = _rendered(session, result)
    if not session.quiet:
        for line in result.asides:
            print(line, file=sys.stderr)
    sys.stdout.write(text)
    sys.stdout.flush()
    if session.reads and session.left_out:
        _complain(
            tn(
                "One record could not be read and is left out.",
                "{count} records could not be read and are left out.",
                session.left_out,
            ),
            "See what is wrong with them: cpp validate",
        )
        return errors.PROBLEMS
    return result.status


def _rendered(session: "Session", answer: "Answer") -> str:
    if session.format == "json":
        from cpp_cli.render.tables import to_json

        return to_json(answer, session.command, session.as_of)
    if session.format == "csv":
        from cpp_cli.render.tables import to_csv

        return to_csv(answer)
    if session.format == "md":
        from cpp_cli.render.markdown import render

        return render(answer)
    first = f"{answer.first}\n" if answer.first else ""
    return first + _as_text(answer)


def _as_text(answer: "Answer") -> str:
    if not sys.stdout.isatty():
        from cpp_cli.render.plain import render

        return render(answer)
    from shutil import get_terminal_size

    from cpp_cli.render import terminal

    dumb = os.environ.get("TERM") in ("dumb", "unknown")
    colour = not (dumb or os.environ.get("NO_COLOR"))
    return terminal.render(answer, max(get_terminal_size().columns, 20), colour)
