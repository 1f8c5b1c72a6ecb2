"""A statement is handed over on paper: two pages at most, and the sheet for a meeting on one."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from cpp_cli.messages import languages
from tests.browser.window import Window
from tests.support import ROOT, run
from tests.test_golden import TODAY

PARTNERS = (
    *("huerto-sol", "juniper-court-residents", "pacific-tides-families"),
    *("open-gate-disability-network", "long-meadow-tribal-government", "clean-air-cool-rooms"),
)
"""Those of the example of whom most is held, but for us."""
MOST = {"": 2, "--confirm-sheet": 1}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("party", PARTNERS)
def test_a_statement_is_printed_on_two_pages_and_its_sheet_on_one(
    view: Window, tmp_path: Path, party: str, language: str
) -> None:
    for option, most in MOST.items():
        words = ("statement", party, *filter(None, [option]), "--lang", language, "-f", "html")
        path = tmp_path / "page.html"
        path.write_text(run(*words, root=ROOT, today=TODAY).stdout, encoding="utf-8")
        view.open(path)
        view.page.emulate_media(media="print")
        for paper in ("Letter", "A4"):
            printed = PdfReader(BytesIO(view.page.pdf(format=paper)))
            assert len(printed.pages) <= most, (option, paper)
