"""Asking at the terminal, one question at a time: questions to stderr, answers from stdin."""

import sys

from cpp_cli.errors import Interrupted, Stop
from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Choice = tuple[str, str]
"""What is chosen, and what it is called."""

_MOST = 30


class Asker:
    """Asks questions; `present` says whether there is anybody to answer."""

    def __init__(self, present: bool) -> None:
        self.present = present
        self.aliases: Callable[[], dict[str, str]] = dict
        """Words that stand for a choice, such as `us`."""

    def text(
        self,
        question: str,
        default: str = "",
        check: "Callable[[str], object] | None" = None,
        optional: bool = False,
    ) -> str:
        """Return what was typed; ask again while `check` refuses it."""
        while True:
            typed = self._line(question, default) or default
            if not typed and optional:
                return ""
            if not typed:
                self.say(t("An answer is needed here (Ctrl-C stops, and nothing is written)."))
                continue
            try:
                if check:
                    check(typed)
            except Stop as stop:
                for line in (stop.message, *stop.hints):
                    self.say(line)
                continue
            return typed

    def confirm(self, question: str, default: bool = True) -> bool:
        """Return whether the answer was yes."""
        yes, no = t("y"), t("n")
        hint = f"{yes.upper()}/{no}" if default else f"{yes}/{no.upper()}"
        while True:
            typed = self._line(f"{question} [{hint}]", "").casefold()
            if not typed:
                return default
            if typed[0] in (no, yes, "y", "s"):
                return typed[0] != no
            self.say(t("Please answer {yes} or {no}.", yes=yes, no=no))

    def choose(self, question: str, choices: "Sequence[Choice]") -> str:
        """Return what was chosen: by its number, its id, or part of its name."""
        self._show(question, choices)
        while True:
            found = self._chosen(t("{question} (number or name)", question=question), choices)
            if found:
                return found

    def choose_several(
        self, question: str, choices: "Sequence[Choice]", needed: bool = False
    ) -> list[str]:
        """Return all that were chosen, one after the other; an empty line ends.

        With `needed`, one at least.
        """
        self._show(question, choices)
        chosen: list[str] = []
        while True:
            asked = t("{question} (number or name; empty: go on)", question=question)
            found = self._chosen(asked, choices)
            if found is None and (chosen or not needed):
                return chosen
            if found and found not in chosen:
                chosen.append(found)

    def lines(self, question: str) -> str:
        """Return a text of several lines, typed here; a line with only a point ends it."""
        self.say(question)
        self.say(t("(end with a line that holds only a point)"))
        typed: list[str] = []
        while (line := self._read()) != ".":
            typed.append(line)
        return "\n".join(typed)

    def _show(self, question: str, choices: "Sequence[Choice]") -> None:
        self.say(question)
        for number, (key, name) in enumerate(choices[:_MOST], start=1):
            beside = f"  ({key})" if key != name else ""
            self.say(f"{number:>4}  {one_line(name)}{beside}")
        if len(choices) > _MOST:
            self.say(
                t("      … and {count} more: type part of a name.", count=len(choices) - _MOST)
            )

    def _chosen(self, question: str, choices: "Sequence[Choice]") -> str | None:
        """Return one choice; empty where it was not clear; None where nothing was typed."""
        typed = self._line(question, "")
        found = _matching(self.aliases().get(typed.casefold(), typed), choices)
        if len(found) == 1:
            self.say(f"  = {one_line(dict(choices)[found[0]])}")
            return found[0]
        if not typed:
            return None
        self.say(
            t("Several match: {names}", names=", ".join(found[:8]))
            if found
            else t("None matches. Type a number from the list, or part of a name.")
        )
        return ""

    def say(self, line: str) -> None:
        """Print a line for the person, wrapped between words where it is too long."""
        try:
            print(wrapped(exact_line(line)), file=sys.stderr, flush=True)
        except OSError:
            return  # nothing more can be said; what was asked is done all the same

    def _line(self, question: str, default: str) -> str:
        hint = f" [{default}]" if default else ""
        end = " " if question.endswith(("?", ")", "]")) and not hint else ": "
        print(exact_line(f"{question}{hint}{end}"), end="", file=sys.stderr, flush=True)
        return self._read().strip()

    def _read(self) -> str:
        line = sys.stdin.readline()
        if not line:
            self.say("")
            raise Interrupted(t("Stopped; nothing was written."))
        return line.rstrip("\r\n")


def wrapped(line: str) -> str:
    """Return a line as the terminal of stderr shows it: broken between words, not within.

    A command at its end stays in one piece, to be copied: there the terminal itself breaks it.
    """
    if not sys.stderr.isatty():
        return line
    from shutil import get_terminal_size
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip(" ")))
    width = max(get_terminal_size().columns, 20)
    says, colon, command = line.rpartition(": cpp ")
    if not colon or len(line) <= width:
        says, colon, command = line, "", ""
    parts = wrap(
        f"{says}{colon[:1]}",
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
    if command:
        parts.append(f"{indent}  cpp {command}")
    return "\n".join(parts)


def _matching(typed: str, choices: "Sequence[Choice]") -> list[str]:
    import re

    if typed.isdigit() and 1 <= int(typed) <= min(len(choices), _MOST):
        return [choices[int(typed) - 1][0]]
    wanted = typed.casefold()
    exact = [key for key, name in choices if wanted in (key.casefold(), name.casefold())]
    if exact or not wanted:
        return exact
    word = re.compile(rf"(?<!\w){re.escape(wanted)}")
    found = [
        key for key, name in choices if word.search(key.casefold()) or word.search(name.casefold())
    ]
    whole = [key for key in found if all(one == key or one.startswith(f"{key}/") for one in found)]
    return whole or found
