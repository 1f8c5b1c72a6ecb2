"""Asking at the terminal, one question at a time: questions to stderr, answers from stdin."""

import sys
from collections.abc import Callable, Sequence

from cpp_cli.errors import Interrupted, Stop
from cpp_cli.messages import t
from cpp_cli.render.safe import one_line

Choice = tuple[str, str]
"""What is chosen, and what it is called."""

_MOST = 30


class Asker:
    """Asks questions; `present` says whether there is anybody to answer."""

    def __init__(self, present: bool) -> None:
        self.present = present

    def text(
        self,
        question: str,
        default: str = "",
        check: Callable[[str], object] | None = None,
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
                self.say(stop.message)
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
            if typed[0] in (yes, "s") or typed[0] == no:
                return typed[0] != no
            self.say(t("Please answer {yes} or {no}.", yes=yes, no=no))

    def choose(self, question: str, choices: Sequence[Choice], default: str = "") -> str:
        """Return what was chosen: by its number, its id, or part of its name."""
        shown = list(choices[:_MOST])
        self.say(question)
        for number, (key, name) in enumerate(shown, start=1):
            mark = "*" if key == default else " "
            beside = f"  ({key})" if key != name else ""
            self.say(f"{mark}{number:>3}  {one_line(name)}{beside}")
        if len(choices) > len(shown):
            self.say(
                t("    … and {count} more: type part of the name.", count=len(choices) - _MOST)
            )
        while True:
            typed = self._line(t("Number or name"), default) or default
            found = _matching(typed, choices)
            if len(found) == 1:
                return found[0]
            self.say(
                t("Several match: {names}.", names=", ".join(found[:8]))
                if found
                else t("None of them matches. Type a number from the list, or part of a name.")
            )

    def say(self, line: str) -> None:
        """Print a line for the person."""
        print(line, file=sys.stderr, flush=True)

    def _line(self, question: str, default: str) -> str:
        hint = f" [{default}]" if default else ""
        print(f"{question}{hint}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            self.say("")
            raise Interrupted(t("Stopped; nothing was written."))
        return line.strip()


def _matching(typed: str, choices: Sequence[Choice]) -> list[str]:
    if typed.isdigit() and 1 <= int(typed) <= min(len(choices), _MOST):
        return [choices[int(typed) - 1][0]]
    wanted = typed.casefold()
    exact = [key for key, name in choices if wanted in (key.casefold(), name.casefold())]
    if exact or not wanted:
        return exact
    return [key for key, name in choices if wanted in key.casefold() or wanted in name.casefold()]
