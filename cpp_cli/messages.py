"""Every text for people is a template with named values, marked here for translation.

`t` fills a template, `tn` chooses between one and many, `mark` and `mark_many` name what is filled
later. English is what stands in the code. Any other language is a catalogue in `languages/`; what
is missing there stays English.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from gettext import GNUTranslations

ENGLISH = "en"

_FOLDER = f"{__file__.rpartition('/')[0]}/languages"
_language = ENGLISH
_catalogue: "GNUTranslations | None" = None
_read: "dict[str, GNUTranslations]" = {}


def mark(template: str) -> str:
    """Mark a template for translation without filling it."""
    return template


def mark_many(one: str, many: str) -> tuple[str, str]:
    """Mark the two templates of `tn` without filling them."""
    return one, many


def t(template: str, /, **values: object) -> str:
    """Return the template in the language in use, with its named values filled in."""
    if _catalogue is not None and template:
        template = _catalogue.gettext(template)
    return template.format(**values) if values else template


def tn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return `one` or `many` by `count`, which both may name as `{count}`."""
    if _catalogue is not None:
        template = _catalogue.ngettext(one, many, count)
    else:
        template = one if count == 1 else many
    return template.format(count=count, **values)


_OF_THE_SYSTEM = frozenset(
    map(
        mark,
        (
            "Device or resource busy",
            "Directory not empty",
            "Disk quota exceeded",
            "File exists",
            "File name too long",
            "Input/output error",
            "Is a directory",
            "No space left on device",
            "No such file or directory",
            "Not a directory",
            "Operation not permitted",
            "Permission denied",
            "Read-only file system",
        ),
    )
)


def reason(error: OSError) -> str:
    """Return what the system says of an error, in the language in use where that is known."""
    said = error.strerror or str(error) or type(error).__name__
    return t(said) if said in _OF_THE_SYSTEM else said


def language() -> str:
    """Return the language in use, as a tag: `en`, `es`."""
    return _language


def languages() -> list[str]:
    """Return the languages that there are, English first."""
    import os

    found = (name for name in os.listdir(_FOLDER) if os.path.exists(_file(name)))
    return [ENGLISH, *sorted(found)]


def known(names: "Iterable[str]") -> str | None:
    """Return the first language of some tags or locales that there is: `es` of `es_MX.UTF-8`."""
    there = languages()
    for name in names:
        for mark_of_more in ".@_-":
            name = name.partition(mark_of_more)[0]
        if name.lower() in there:
            return name.lower()
    return None


class Speaking:
    """A language that is in use until this is left."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._before = ENGLISH

    def __enter__(self) -> None:
        self._before = _language
        _speak(self._language)

    def __exit__(self, *_: object) -> None:
        _speak(self._before)


def speaking(language: str) -> Speaking:
    """Let all texts be in a language that there is: `with speaking("es"): …`."""
    return Speaking(language)


def speaking_else(language: "str | None") -> Speaking:
    """Let all texts be in a language that there is, where one is named; else in the one in use."""
    return Speaking(language or _language)


def _speak(language: str) -> None:
    global _language, _catalogue
    _catalogue = None if language == ENGLISH else _read.get(language) or _catalogue_of(language)
    _language = language


def _catalogue_of(language: str) -> "GNUTranslations":
    from gettext import GNUTranslations

    with open(_file(language), "rb") as file:
        found = _read[language] = GNUTranslations(file)
    return found


def _file(language: str) -> str:
    return f"{_FOLDER}/{language}/LC_MESSAGES/cpp.mo"
