"""`scripts/words`: texts out of the code into every catalogue, and catalogues into the program.

With `--check` nothing is written, and what is not up to date is named. `--new LANG` begins one.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from words import catalogue
from words.extract import extracted
from words.faults import faults


def made() -> dict[Path, bytes]:
    """Return every file that follows from the code and the translations, as it should be."""
    texts = extracted()
    found = {catalogue.TEMPLATE: catalogue.as_po(catalogue.updated(None, texts, Catalog()))}
    for language in catalogue.languages():
        path = catalogue.po(language)
        catalog = catalogue.updated(language, texts, catalogue.read(path))
        found[path] = catalogue.as_po(catalog)
        found[path.with_suffix(".mo")] = catalogue.as_mo(catalog)
    return found


def stale() -> Iterator[str]:
    """Yield each file that is not as it should be."""
    for path, data in made().items():
        if not path.exists() or path.read_bytes() != data:
            yield f"{_short(path)} is not up to date. Run scripts/words, and commit what it writes."


def wrong(catalog: Catalog, path: Path) -> Iterator[str]:
    """Yield what is wrong with the translations of a catalogue."""
    for message in catalogue.messages(catalog):
        about = f"{_short(path)}: {message.id!r}"
        if message.fuzzy:
            yield f"{about} is marked as fuzzy. Check it, and take the mark away."
        elif catalogue.is_translated(message):
            yield from (f"{about}: {fault}. Mend its translation." for fault in faults(message))


def missing(catalog: Catalog, path: Path) -> Iterator[str]:
    """Yield each text that is not translated."""
    for message in catalogue.messages(catalog):
        if not catalogue.is_translated(message) and not message.fuzzy:
            yield f"{_short(path)}: {message.id!r} is not translated. Write it below."


def check() -> list[str]:
    """Return all that is wrong."""
    found = list(stale())
    for language in catalogue.languages():
        path = catalogue.po(language)
        catalog = catalogue.read(path)
        found += wrong(catalog, path)
        found += missing(catalog, path)
    return found


def write() -> None:
    """Bring every file up to date; say what has gone, and how much is left to translate."""
    before = {one: catalogue.read(catalogue.po(one)) for one in catalogue.languages()}
    for path, data in made().items():
        path.write_bytes(data)
    for language, old in before.items():
        path = catalogue.po(language)
        new = catalogue.read(path)
        kept = {message.id for message in catalogue.messages(new)}
        for message in catalogue.messages(old):
            if message.id not in kept and catalogue.is_translated(message):
                print(f"{language}: gone from the program: {message.id!r} = {message.string!r}")
        for line in wrong(new, path):
            print(line)
        left = len(list(missing(new, path)))
        print(f"{language}: {len(catalogue.messages(new))} texts, {left} not translated")


def begin(language: str) -> None:
    """Begin the catalogue of a language."""
    path = catalogue.po(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        head = f"# The texts of cpp in {language}. Write below each text, then run scripts/words."
        path.write_bytes(catalogue.as_po(Catalog(language, header_comment=head)))


def _short(path: Path) -> str:
    return path.relative_to(catalogue.FOLDER.parent.parent).as_posix()


def main() -> int:
    """Do what was asked for."""
    asked = argparse.ArgumentParser(prog="scripts/words", description=__doc__)
    asked.add_argument("--check", action="store_true", help="write nothing, name what is wrong")
    asked.add_argument("--new", metavar="LANG", help="begin a language, such as `vi`")
    words = asked.parse_args()
    if words.check:
        found = check()
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    if words.new:
        begin(words.new)
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
