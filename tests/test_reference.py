"""docs/commands.md and docs/rules.md say what the program says: they are made from it."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpp_cli.cli.table import BELOW, NOUNS, top, verbs
from cpp_cli.main import main
from cpp_cli.render.markdown import render
from cpp_cli.reports.answer import Answer, Block, Heading, Paragraph
from cpp_cli.reports.rules import one_rule, rule_list
from cpp_cli.rules import RULES
from tests.support import ROOT, blessed

NOTE = "Made from the program; `pytest tests/test_reference.py --bless` makes it anew."


def _help(*names: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main([*names, "--help"])
    return out.getvalue()


def _own(text: str) -> str:
    """The help of a command without the options that every command has."""
    return text.partition("\nOptions of every command:")[0].rstrip() + "\n"


def _names() -> Iterator[tuple[str, ...]]:
    for noun in NOUNS:
        yield from ((noun, verb) for verb in verbs(noun))
    for name in top():
        yield (name,)
        yield from ((name, verb) for verb in BELOW.get(name, ()))


def commands() -> str:
    """Return the reference of all commands."""
    parts = [f"# Commands\n\n{NOTE}\n", f"## cpp\n\n```text\n{_help()}```\n"]
    parts += [
        f"## cpp {' '.join(names)}\n\n```text\n{_own(_help(*names))}```\n" for names in _names()
    ]
    return "\n".join(parts)


def rules() -> str:
    """Return the reference of all rules."""
    answer = Answer([Heading("Rules", 1)])
    text = render(answer) + f"\n{NOTE}\n\n" + render(rule_list())
    for rule in RULES.values():
        title, severity, *blocks = one_rule(rule).blocks
        assert isinstance(title, Heading)
        assert isinstance(severity, Paragraph)
        shown: list[Block] = [Heading(title.text, 2), severity]
        shown += [Heading(b.text, 3) if isinstance(b, Heading) else b for b in blocks]
        text += "\n" + render(Answer(shown))
    return text


@pytest.mark.parametrize(
    ("path", "make"), [("docs/commands.md", commands), ("docs/rules.md", rules)]
)
def test_the_reference_is_up_to_date(
    path: str, make: object, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert callable(make)
    blessed(ROOT / path, make(), request)


def test_every_document_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for document in sorted(Path(ROOT / "docs").glob("*.md")):
        assert f"docs/{document.name}" in readme
