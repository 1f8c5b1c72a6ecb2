"""The edge of the program: arguments in, exit status out. The only place that reads the clock,
the environment and the terminal, and the only one that prints an answer."""

import os
import sys
import time

from cpp_cli import __version__, days, errors
from cpp_cli.cli import plain, utf8
from cpp_cli.messages import ENGLISH, known, reason, speaking, speaking_else, t, tn

TYPE_CHECKING = False
"""What `typing` has under this name, without its import, which would be half of a start."""

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


def main(argv: list[str] | None = None) -> int:
    """Run the program with the given arguments; return its exit status."""
    if argv is None:
        utf8.start_again_in_utf8()
    arguments = sys.argv[1:] if argv is None else argv
    utf8.speak()
    try:
        with speaking(_language(arguments)):
            return _guarded(arguments)
    except BrokenPipeError:
        _mute()
        return errors.FINE
    finally:
        if argv is None:
            _ignore_interrupts()


def _language(arguments: list[str]) -> str:
    """Return the language that was asked for, else that of the surroundings, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    names = ENGLISH
    # In the locale C, which scripts and build servers have, LANGUAGE counts for nothing.
    if spoken and not spoken.startswith(("C", "POSIX")):
        names = f"{os.environ.get('LANGUAGE', '')}:{spoken}".lstrip(":")
    if names.startswith(ENGLISH) and not any(word.startswith("--lang") for word in arguments):
        return ENGLISH
    from cpp_cli.cli.language import asked

    return asked(arguments) or known(names.split(":")) or ENGLISH


def _ignore_interrupts() -> None:
    """All is said and done: Ctrl-C now would only make Python complain while it ends."""
    # `signal` is the same with names for its numbers, which take longer than all here.
    import _signal  # type: ignore[import-not-found]  # Python's own, and known to no stubs

    _signal.signal(_signal.SIGINT, _signal.SIG_IGN)


def _mute() -> None:
    """Print nothing more: what Python holds back would fail again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _guarded(arguments: list[str]) -> int:
    try:
        return _run(arguments)
    except errors.Stop as stop:
        _complain(stop.message, *stop.hints)
        return stop.status
    except KeyboardInterrupt:
        _complain(t("Stopped."))
        return errors.INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        _report_bug(error)
        return errors.BUG


def _complain(message: str, *hints: str) -> None:
    from contextlib import suppress

    from cpp_cli.cli.ask import wrapped
    from cpp_cli.render.safe import exact_line

    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        for line in (f"cpp: {message}", *hints):
            print(wrapped(exact_line(line)), file=sys.stderr, flush=True)


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
        t(
            "This is a bug in cpp {version}, not your mistake. Please report these lines:",
            version=__version__,
        ),
        f"  {type(error).__name__}",
        *lines,
    )


def _run(arguments: list[str]) -> int:
    utf8.refuse_no_text(arguments)
    if "_CPP_COMPLETE" in os.environ:
        return _complete(arguments)
    try:
        return _command(arguments, _session())
    except errors.Again:
        session = _session()
        session.forgetful = True
        return _command(arguments, session)


def _command(arguments: list[str], session: "Session") -> int:
    asked = plain.read(arguments)
    if asked is None:
        return _run_with_typer(arguments, session)
    try:
        with session:
            result = asked.answer(session)
    except KeyboardInterrupt:
        return _stopped(session)
    return _answered(session, result)


def _complete(arguments: list[str]) -> int:
    from cpp_cli.cli import completion

    told = completion.quickly(os.environ)
    if told is not None:
        status, text = told
        sys.stdout.write(text)
        return status
    completion.prepare()
    return _run_with_typer(arguments, _session())


def _run_with_typer(arguments: list[str], session: "Session") -> int:
    """Answer what is no plain command: help, what is wrong with what was typed."""
    import typer

    from cpp_cli.cli.app import root

    try:
        with session:
            result = root().main(
                args=arguments, prog_name="cpp", standalone_mode=False, obj=session
            )
    except typer.Exit as done:
        return done.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _stopped(session)
    except typer.TyperException as wrong:
        return _usage(wrong)
    if isinstance(result, int):
        return _stopped(session) if result == errors.INTERRUPTED else result
    return _answered(session, result)


def _answered(session: "Session", result: "Answer | None") -> int:
    status = _answer(session, result)
    session.keep()
    return status


def _stopped(session: "Session") -> int:
    if session.wrote:
        _complain(t("Stopped; the change was written before that."))
    else:
        _complain(t("Stopped; nothing was written."))
    return errors.INTERRUPTED


def _usage(wrong: "Any") -> int:
    """Show the help of a noun without a verb; what else is wrong was said in our own words."""
    from cpp_cli.render.safe import safe

    print(safe(wrong.format_message()))
    return errors.REFUSED


def _session() -> "Session":
    from cpp_cli.cli.ask import Asker
    from cpp_cli.cli.session import Session

    present = sys.stdin.isatty() and sys.stderr.isatty()
    session = Session(_today(), Asker(present))
    session.forgetful = os.environ.get("CPP_CACHE") == "off"
    return session


def _today() -> "date":
    wanted = os.environ.get("CPP_TODAY")
    if not wanted:
        return days.date(*time.localtime()[:3])
    day = days.parse_iso(wanted)
    if day is None:
        raise errors.Refused(
            t("CPP_TODAY is {wanted}, which is not a date.", wanted=wanted),
            t("Set it to a day such as 2026-06-01, or not at all."),
        )
    return day


def _answer(session: "Session", result: "Answer | None") -> int:
    from cpp_cli.cli.table import READS

    if result is None:
        return errors.FINE
    with speaking_else(result.language):
        _say_when(session, result)
        text = _rendered(session, result)
    if not session.quiet:
        for line in result.asides:
            session.asker.say(line)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _mute()
        written = t("What was asked is written.") if session.wrote else ""
        raise errors.NoSurroundings(
            t("The answer cannot be printed: {why}.", why=reason(error)),
            *filter(None, [written]),
        ) from error
    if session.does == READS and session.left_out:
        _complain(
            tn(
                "One record could not be read and is left out.",
                "{count} records could not be read and are left out.",
                session.left_out,
            ),
            t("See what is wrong with them: cpp validate"),
        )
        return errors.PROBLEMS
    return result.status


def _say_when(session: "Session", answer: "Answer") -> None:
    """Say which records were read, and for which day, where that was asked for."""
    from cpp_cli.cli.table import READS

    past = session.past
    if past is None and not (session.options.get("as_of") and session.does == READS):
        return
    from cpp_cli.reports.answer import dated

    stood = ""
    if past:
        day = past.day or t("an unknown day")
        stood = t(
            "The records as they stood in {commit}, of {day}.", commit=past.commit[:12], day=day
        )
    if session.format in ("text", "md", "html"):
        dated(answer, stood, session.as_of)
    elif stood:
        session.tell(stood)


def _rendered(session: "Session", answer: "Answer") -> str:
    if session.format != "text":
        from cpp_cli.render.formats import rendered
        from cpp_cli.reports.answer import About

        about = About(session.command, session.as_of, session.revision)
        return rendered(answer, session.format, about)
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
