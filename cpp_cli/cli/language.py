"""The language that is asked for, read before all other words: these may be refused in it."""

from cpp_cli.errors import Refused
from cpp_cli.messages import known, languages, t

_OPTION = "--lang"


def asked(arguments: list[str]) -> str | None:
    """Return the language that `--lang` names, where there is such a one.

    Where there is none, that is said when the words are read, in another language.
    """
    typed = None
    for word, after in zip(arguments, [*arguments, ""][1:], strict=True):
        if word == "--":
            break
        option, equals, text = word.partition("=")
        if option == _OPTION:
            typed = text if equals else after
    return known([typed]) if typed else None


def check(typed: str) -> None:
    """Refuse a language that there is not."""
    if not known([typed]):
        raise Refused(
            t("There is no language {wanted} here.", wanted=typed[:60]),
            t("Choose one of: {languages}.", languages=", ".join(languages())),
        )
