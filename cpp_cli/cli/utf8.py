"""UTF-8, whatever the locale says: in what is typed, printed and piped, and in names of files."""

import os
import sys

from cpp_cli.errors import Refused
from cpp_cli.messages import t


def speak() -> None:
    """Print, and read what is piped in, as UTF-8; nothing, where it was closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Else the next file that is opened would have its number, and take what is printed.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # stays open
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def start_again_in_utf8() -> None:
    """Where the locale is of another encoding, start this program anew with UTF-8.

    Python decides once, when it starts, how it reads its arguments and the names of files. Read
    as ASCII, `Niño` would lose its ñ on the way into a record.
    """
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def refuse_no_text(arguments: list[str]) -> None:
    """Refuse arguments that are no UTF-8: what cannot be read is not guessed, nor left out."""
    for argument in arguments:
        if not argument.isprintable() and _is_no_text(argument):
            raise Refused(
                t("What was typed is not UTF-8 text: {argument}", argument=argument[:60]),
                t("Set your terminal to UTF-8 and try again."),
            )


def _is_no_text(argument: str) -> bool:
    """Whether there are bytes in it that were no UTF-8, which arrive as lone surrogates, or NUL."""
    return "\0" in argument or any("\ud800" <= character <= "\udfff" for character in argument)
