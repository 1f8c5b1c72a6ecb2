"""What was typed and is not understood, in our own words: the library's are for programmers."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from cpp_cli.errors import Refused
from cpp_cli.messages import t


def unknown_command(path: str, name: str, known: Sequence[str]) -> Refused:
    """Return that there is no such command, with those that look like it."""
    message = t("There is no command {path} {name}.", path=path, name=name[:60])
    return Refused(message, *did_you_mean(name, known), _see(path))


def misplaced(path: str, option: str, verb: str) -> Refused:
    """Return that an option of a question stands before one of its verbs."""
    message = t(
        "{option} belongs to {path}, not to {path} {verb}.", option=option, path=path, verb=verb
    )
    return Refused(message, _see(f"{path} {verb}"))


def extra_words(path: str, words: Sequence[str]) -> Refused:
    """Return that there are more words than the command takes: a name without quotes, mostly."""
    return Refused(
        t('"{words}" is more than this command takes.', words=" ".join(words)[:60]),
        t('Put quotes around a name of several words: "Huerto Sol".'),
        _see(path),
    )


def in_our_words(wrong: Any, path: str) -> Refused:
    """Return what the library found wrong with the words of a command."""
    kind = type(wrong).__name__
    explain = {
        "NoSuchOption": _no_such_option,
        "BadOptionUsage": _bad_option,
        "MissingParameter": _missing,
        "BadParameter": _bad_value,
    }.get(kind, _as_it_is)
    message, *hints = explain(wrong)
    return Refused(message, *hints, _see(path))


def _see(path: str) -> str:
    return t("See: {path} --help", path=path)


def did_you_mean(typed: str, known: Iterable[str]) -> list[str]:
    """Return a hint that names what is most like a typed word; nothing where nothing is."""
    return _perhaps(get_close_matches(typed, list(known), 3))


def _perhaps(names: Sequence[str]) -> list[str]:
    return [t("Did you mean {names}?", names=t(" or ").join(names))] if names else []


def _no_such_option(wrong: Any) -> list[str]:
    message = t("There is no option {name} here.", name=wrong.option_name[:60])
    plain = {option.lstrip("-"): option for option in wrong.possibilities or ()}
    near = get_close_matches(wrong.option_name.lstrip("-"), plain, 3)
    return [message, *_perhaps([plain[one] for one in near])]


def _bad_option(wrong: Any) -> list[str]:
    if "requires" in wrong.message:
        return [t("{option} needs a value after it.", option=wrong.option_name)]
    return [t("{option} takes no value.", option=wrong.option_name)]


def _missing(wrong: Any) -> list[str]:
    name = wrong.param.metavar
    return [t("{name} is missing.", name=name), f"{name}: {wrong.param.help}"]


def _bad_value(wrong: Any) -> list[str]:
    option = max(wrong.param.opts, key=len)
    least, most = (getattr(wrong.param.type, end, None) for end in ("min", "max"))
    if most is None:
        return [t("{option} takes a whole number, {least} or more.", option=option, least=least)]
    values = {"option": option, "least": least, "most": most}
    return [t("{option} takes a whole number from {least} to {most}.", **values)]


def _as_it_is(wrong: Any) -> list[str]:
    return [wrong.format_message()]
