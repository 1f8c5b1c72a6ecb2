"""docs/answers.md shows what each command answers, and every one answers in all forms."""

import json
import re
import shlex

import pytest

from tests.support import ROOT, blessed, run

PAGE = ROOT / "docs" / "answers.md"
TODAY = "2026-10-01"
_BLOCK = re.compile(r"^```console\n\$ cpp (.*)\n(?:.*\n)*?```$", re.MULTILINE)

COMMANDS = (
    "heard",
    "harm list",
    "harm show juniper-court-2019-water-notice",
    "power",
    "load",
    "statement huerto-sol",
    "statement huerto-sol --confirm-sheet",
    "summary",
    "summary --shape board",
    "summary --shape evidence",
    "summary --shape digest --by tomas",
)


def _answered(block: "re.Match[str]") -> str:
    answer = run(*shlex.split(block[1]), root=ROOT, today=TODAY)
    assert answer.status == 0, answer.stderr
    assert "```" not in answer.stdout
    return f"```console\n$ cpp {block[1]}\n{answer.stdout}```"


def test_the_answers_that_are_shown_are_those_that_are_given(
    request: pytest.FixtureRequest,
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(_BLOCK.findall(text)) >= 10
    blessed(PAGE, _BLOCK.sub(_answered, text), request)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_answers_with_content_in_every_form_and_language(command: str) -> None:
    said = {
        (form, language): run(
            *shlex.split(command), "-f", form, "--lang", language, root=ROOT, today=TODAY
        ).stdout
        for form in ("text", "md", "html", "json")
        for language in ("en", "es")
    }
    for form in ("text", "md", "html"):
        assert said[form, "en"] != said[form, "es"]
        assert min(len(said[form, language]) for language in ("en", "es")) > 300
    assert '<html lang="es">' in said["html", "es"]
    assert json.loads(said["json", "en"])["data"]
    # A statement is words in a language, for machines as well.
    assert (said["json", "en"] == said["json", "es"]) != command.startswith("statement")
