"""What people type for a field, turned into what the file will say."""

import re
from collections.abc import Iterator
from typing import Any

from cpp_cli.cli.resolve import find_heard
from cpp_cli.cli.session import Session
from cpp_cli.cli.usage import did_you_mean
from cpp_cli.editing.emit import Data, Typed, clean
from cpp_cli.errors import Refused
from cpp_cli.finding import Keys
from cpp_cli.messages import t
from cpp_cli.models.part import Part
from cpp_cli.models.shape import Shape, shapes

_RECORDS = ("partner", "meeting", "commitment", "harm")
_FLAGS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_PAIR = re.compile(r"(?<!\\);")


def value_of(session: Session, shape: Shape, text: str, option: str) -> Data:
    """Return what one typed value says; names become ids, words for days become days."""
    if not text.strip():
        raise Refused(
            t("{option}: an empty value is not written.", option=option),
            t("Leave the option out, or take a field away with edit --unset."),
        )
    if shape.form == "mapping":
        return _translation(text, option)
    if shape.model is not None:
        return _structured(session, shape.model, text, option)
    if shape.reference:
        return _reference(session, shape.reference, text.strip())
    if shape.wants == "day":
        return Typed(session.day(text.strip(), option))
    if shape.wants == "flag":
        return Typed(_FLAGS.get(text.strip().casefold(), text.strip()))
    if shape.wants in ("count", "number", "rating"):
        return Typed(text.strip())
    return clean(text)


def list_of(session: Session, shape: Shape, text: str, option: str) -> Data:
    """Return a whole list, typed with commas between its items."""
    return tuple(value_of(session, shape, part.strip(), option) for part in text.split(","))


def _reference(session: Session, kind: str, text: str) -> str:
    if kind == "party":
        return session.find_party(text)
    if kind == "party-or-community":
        return session.find_party(text, communities=True)
    if kind in _RECORDS:
        return session.find(kind, text)
    if kind == "heard":
        return session.one(find_heard(session.store, text), "heard")
    return text


def _translation(text: str, option: str) -> dict[str, Data]:
    language, equals, words = text.partition("=")
    if not equals or not words.strip():
        raise Refused(
            t("{option} {text}: write it as language=words.", option=option, text=text[:60]),
            t("For example: {option} 'en=The bus stop has no light'.", option=option),
        )
    return {language.strip(): clean(words.strip())}


def _structured(session: Session, model: type[Part], text: str, option: str) -> Data:
    """Read `name=Ana R; role=Nurse; consent.scope=public`."""
    found: dict[str, Any] = {}
    for part in _PAIR.split(text):
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals:
            raise Refused(
                t("{option}: '{part}' has no '='.", option=option, part=part.strip()[:60]),
                t("Write {option} '{example}'.", option=option, example=_example(model)),
            )
        _place(session, model, found, tuple(name.split(".")), value.replace("\\;", ";"), option)
    if "id" in shapes(model) and "id" not in found and "name" in found:
        found["id"] = slug(str(found["name"]))
    return {name: found[name] for name in shapes(model) if name in found}


def _place(
    session: Session,
    model: type[Part],
    found: dict[str, Any],
    keys: tuple[str, ...],
    text: str,
    option: str,
) -> None:
    shape = shapes(model).get(keys[0])
    has_parts = shape and (shape.form == "mapping" or (shape.model and shape.form == "one"))
    if shape is None or (len(keys) > 1 and not has_parts):
        raise Refused(
            t("{option}: there is no field {name}.", option=option, name=".".join(keys)[:60]),
            *did_you_mean(keys[-1], shapes(model)),
            t("The fields are: {fields}.", fields=", ".join(shapes(model))),
        )
    if keys[0] in found and not has_parts:
        raise Refused(
            t("{option}: {name} is there twice.", option=option, name=keys[0]),
            t("Give the option once for each item."),
        )
    if shape.form == "mapping":
        pair = "=".join([*keys[1:], text])
        found[keys[0]] = found.get(keys[0], {}) | _translation(pair, option)
    elif len(keys) > 1 and shape.model is not None:
        inner = found.setdefault(keys[0], {})
        _place(session, shape.model, inner, keys[1:], text, option)
    elif shape.form == "list" and shape.model is None:
        found[keys[0]] = list_of(session, shape, text.strip(), option)
    else:
        found[keys[0]] = value_of(session, shape, text.strip(), option)


def _example(model: type[Part]) -> str:
    simple = [shape for shape in shapes(model).values() if shape.model is None]
    needed = [shape.file_name for shape in simple if shape.required]
    others = [shape.file_name for shape in simple if not shape.required]
    return "; ".join(f"{name}=…" for name in [*needed, *others][:3] if name != "id")


def slug(text: str, words: int = 6, most: int = 60) -> str:
    """Return an id made from a text: its first words, in lower-case ASCII, with hyphens."""
    from cpp_cli.cli.resolve import fold

    parts = re.findall(r"[a-z0-9]+", fold(text))[:words]
    return "-".join(parts)[:most].strip("-")


def flat(model: type[Part], without: tuple[str, ...] = ()) -> Iterator[tuple[Keys, Shape]]:
    """Yield the fields of a model that an option each can give: nested groups are joined."""
    for name, shape in shapes(model).items():
        if name in without:
            continue
        if shape.form == "one" and shape.model is not None:
            for keys, inner in flat(shape.model):
                yield (name, *keys), inner
        else:
            yield (name,), shape
