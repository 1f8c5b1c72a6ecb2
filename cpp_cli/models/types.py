"""What parts say of their fields: the types that were declared, and the words below each."""

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from cpp_cli.models.fields import Described
from cpp_cli.models.part import Part

if TYPE_CHECKING:
    import ast


@cache
def types(part: type[Part]) -> dict[str, Any]:
    """Return the type of each field of a part, in order."""
    hints = get_type_hints(part, include_extras=True)
    return {name: hints[name] for name in part.FIELDS}


@cache
def descriptions(part: type[Part]) -> dict[str, str]:
    """Return the words below each field of a part, or what its type says."""
    found = {
        name: mark.text
        for name, annotation in types(part).items()
        for mark in getattr(annotation, "__metadata__", ())
        if isinstance(mark, Described)
    }
    for one in reversed(part.__mro__):
        if issubclass(one, Part):
            found |= _classes(one.__module__).get(one.__name__, {})
    return found


@cache
def _classes(module: str) -> dict[str, dict[str, str]]:
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _described(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _described(node: "ast.ClassDef") -> dict[str, str]:
    import ast
    import inspect

    found = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            words = below.value if isinstance(below, ast.Expr) else None
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                found[field.target.id] = inspect.cleandoc(words.value)
    return found
