"""Values to YAML, the way a person would write them: block style, quotes only where needed."""

import io
import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from cpp_cli.reading.text import FORBIDDEN

Data = str | tuple["Data", ...] | Mapping[str, "Data"]
"""What a file says: texts, lists and groups of fields."""

_YAML_1_1 = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9][0-9_,:.]*(?:e[-+]?[0-9]+)?|0[box][0-9a-f_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
    re.IGNORECASE,
)
_TYPED = re.compile(r"true|false|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHORT = re.compile(r"[a-zA-Z][a-zA-Z0-9-]{0,15}")
_DOCUMENT_END = re.compile(r"^\.\.\.\n\Z", re.MULTILINE)
_FLOW_SAFE = re.compile(r"[A-Za-z0-9][\w./@+-]*(?: [\w./@+-]+)*")


class Typed(str):
    """A text meant as a number, a day, or `true`: written without quotes where it is one."""

    __slots__ = ()


def data(value: Any) -> Data:
    """Return a Python value as a file would say it."""
    if isinstance(value, bool):
        return Typed("true" if value else "false")
    if isinstance(value, (int, Decimal, date)):
        return Typed(value)
    if isinstance(value, (list, tuple)):
        return tuple(data(item) for item in value)
    if isinstance(value, Mapping):
        return {str(name): data(item) for name, item in value.items()}
    return value if isinstance(value, Typed) else str(value)


def clean(text: str) -> str:
    """Return typed or pasted text as a record can hold it: LF line ends, spaces for tabs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    lines = FORBIDDEN.sub("", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def block(value: Data) -> str:
    """Return a value as block-style YAML lines, each with its line end."""
    return _dump(_styled(value))


def items(value: tuple[Data, ...]) -> str:
    """Return the items of a list as block-style YAML lines that begin with their dashes."""
    lines = _dump({"x": [_styled(item) for item in value]}).split("\n")[1:]
    return "\n".join(line.removeprefix("  ") for line in lines)


def inline(value: Data, flow: bool = False) -> str:
    """Return a value on one line; with `flow` for inside brackets or braces."""
    if isinstance(value, Mapping):
        pairs = (f"{inline(name, True)}: {inline(item, True)}" for name, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(inline(item, True) for item in value) + "]"
    if is_typed(value):
        return str(value)
    if flow or "\n" in value:
        safe = _FLOW_SAFE.fullmatch(value) and not _YAML_1_1.fullmatch(value)
        return value if safe else json.dumps(value, ensure_ascii=False)
    return block({"x": value}).removeprefix("x: ").removesuffix("\n")


def _dump(styled: Any) -> str:
    yaml = YAML(plug_ins=[])
    yaml.width = 1 << 20
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(styled, stream)
    return _DOCUMENT_END.sub("", stream.getvalue())


def _styled(value: Data) -> Any:
    if isinstance(value, Mapping):
        return {name: _styled(item) for name, item in value.items()}
    if isinstance(value, tuple):
        styled = CommentedSeq([_styled(item) for item in value])
        if all(isinstance(item, str) and _SHORT.fullmatch(item) for item in value):
            styled.fa.set_flow_style()
        return styled
    if is_typed(value):
        return _typed(value)
    if "\n" in value:
        return LiteralScalarString(value)
    return DoubleQuotedScalarString(value) if _YAML_1_1.fullmatch(value) else str(value)


def is_typed(text: str) -> bool:
    """Whether a text is what it was taken for: a mistyped number is written as a text."""
    return isinstance(text, Typed) and _TYPED.fullmatch(text) is not None


def _typed(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if text.isdigit():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _Plain(text)


class _Plain(str):
    """A number with decimals, dumped as it is."""


def _represent_plain(representer: Any, value: _Plain) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", str(value))


YAML(plug_ins=[]).representer.add_representer(_Plain, _represent_plain)
