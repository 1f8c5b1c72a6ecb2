"""Every text for people, found in the code.

What stands in `t`, `tn`, `mark` and `mark_many` is found as it is. Words that a record may hold,
what a field holds and what a command says of itself are texts where they are defined.
"""

import ast
from collections.abc import Iterator
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cpp_cli"

Text = str | tuple[str, str]
"""A template, or one for one thing and one for many."""


def extracted() -> list[Text]:
    """Return every text of the program once, in their order."""
    found: dict[str, Text] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in texts(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).parts[0]):
            first = text if isinstance(text, str) else text[0]
            # One for one thing and one for many is also one alone: catalogues keep it once.
            if first and (first not in found or not isinstance(text, str)):
                found[first] = text
    return [found[first] for first in sorted(found)]


def texts(code: str, room: str) -> Iterator[Text]:
    """Yield the texts of a module that is in a room of the package."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _marked(node)
        elif isinstance(node, ast.Subscript) and room in ("models", "ledger", "rules"):
            yield from _words(node)
        elif isinstance(node, ast.ClassDef) and room == "models":
            yield from _fields(node)
        elif isinstance(node, ast.FunctionDef) and room == "commands":
            yield from _details(node)


def _marked(call: ast.Call) -> Iterator[Text]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in ("tn", "mark_many"):
        one, many = (_constant(node) for node in call.args[:2])
        if one and many:
            yield one, many
    elif name in ("t", "mark", "Described"):
        yield from filter(None, (_constant(node) for node in call.args[:1]))
    elif name == "map" and isinstance(call.args[0], ast.Name) and call.args[0].id == "mark":
        yield from filter(None, map(_constant, ast.walk(call.args[1])))


def _constant(node: ast.AST) -> str | None:
    found = node.value if isinstance(node, ast.Constant) else None
    return found if isinstance(found, str) else None


def _words(node: ast.Subscript) -> Iterator[str]:
    """Yield the words of a `Literal`: a field takes no others."""
    if isinstance(node.value, ast.Name) and node.value.id == "Literal":
        yield from filter(None, map(_constant, ast.walk(node.slice)))


def _fields(model: ast.ClassDef) -> Iterator[str]:
    """Yield what stands below each field: its description. What is in capitals is no field."""
    for pair in pairwise(model.body):
        match pair:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ) if name.islower():
                yield " ".join(text.split())


def _details(command: ast.FunctionDef) -> Iterator[str]:
    """Yield what a command says of itself below its first line, in its help."""
    calls = [one.func for one in command.decorator_list if isinstance(one, ast.Call)]
    if any(isinstance(one, ast.Name) and one.id == "takes" for one in calls):
        details = cleandoc(ast.get_docstring(command) or "").partition("\n\n")[2]
        yield from (" ".join(part.split()) for part in details.split("\n\n"))
