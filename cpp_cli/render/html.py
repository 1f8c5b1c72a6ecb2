"""Answers as one complete HTML page: no script, nothing from elsewhere, record text only text."""

from __future__ import annotations

from html import escape

from cpp_cli.render.safe import exact_line, one_line, safe
from cpp_cli.reports.answer import (
    Blanks,
    Boxes,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    Told,
    Words,
    shown,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.reports.answer import Answer, Block, Cell

_SHORT = len("2026-12-31")
_LONG = 20
_SENTENCE = 60
_MANY = 7

STYLE = """
:root { color-scheme: light dark; --line: #c9c9c9; --quiet: #555; --good: #1b6129; --warn: #7a4a00;
  --bad: #a31515; --back: #fff; --text: #1c1c1c; --box: #f5f5f2; }
@media (prefers-color-scheme: dark) { :root { --line: #555; --quiet: #b5b5b5; --good: #8fd69b;
  --warn: #f0bf6c; --bad: #ff9d94; --back: #1a1a1a; --text: #ececec; --box: #262626; } }
body { background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif;
  margin: 2rem auto; max-width: 70rem; padding: 0 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; margin: 1.6em 0 .5em; }
h1 { font-size: clamp(1.3rem, 4vw, 1.7rem); margin-top: 0; }
h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; }
p, pre { white-space: pre-wrap; }
p { max-width: 45rem; }
pre { background: var(--box); border: 1px solid var(--line); font-size: .9rem;
  padding: .6rem .8rem; }
dl { display: grid; gap: .3rem 1.5rem; grid-template-columns: fit-content(16rem) minmax(0, 1fr); }
dt { color: var(--quiet); } dd { margin: 0; }
.told { list-style: none; padding: 0; } .told > li { margin: 0 0 1.5rem; }
.told p { font-weight: 600; margin: 0 0 .4rem; } .told dl { margin: 0 0 0 1rem; }
.wide { overflow-x: auto; } .wide + .wide { margin-top: 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .35rem .9rem .35rem 0; text-align: start;
  vertical-align: top; }
thead th, thead td { border-bottom-width: 2px; } tbody th { font-weight: inherit; }
th.number, td.number { text-align: end; } td.number, .whole { white-space: nowrap; }
.long { min-width: 5rem; overflow-wrap: anywhere; }
@media screen { .prose { min-width: 15rem; } }
.quiet { color: var(--quiet); } .good { color: var(--good); } .warn { color: var(--warn); }
.bad { color: var(--bad); }
.boxes { display: flex; flex-wrap: wrap; gap: .5rem 2rem; list-style: none; padding: 0; }
.boxes li::before { border: 2px solid; content: ""; display: inline-block; height: 1.1em;
  margin-inline-end: .5em; vertical-align: -.25em; width: 1.1em; }
.blanks { display: flex; gap: 1rem; margin: .3rem 0; max-width: none; }
.blanks span { border-bottom: 1px solid; flex: 0 0 10rem; padding-top: .9rem; }
.blanks span:last-child { flex: 1; }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); }
  dd { margin-bottom: .5rem; } }
@media print { :root { color-scheme: light; --line: #999; --back: #fff; --text: #000; --quiet: #333;
    --box: #fff; --good: #000; --warn: #000; --bad: #000; }
  body { font-size: 10pt; margin: 0; max-width: none; padding: 0; }
  .wide { overflow: visible; } th, td { padding: .2rem .5rem .2rem 0; }
  .many { font-size: 7.5pt; line-height: 1.3; }
  thead { display: table-header-group; } tr, li, pre { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  @page dense { margin: 8mm 9mm; }
  .dense { font: 8pt/1.12 Arial, Helvetica, sans-serif; page: dense; }
  .dense h1 { font-size: 13pt; } .dense h2 { font-size: 9.5pt; }
  .dense :is(h2, h3) { margin: .35em 0 0; } .dense :is(p, dl, ul) { margin: .2em 0; }
  .dense p { max-width: none; } .dense p.quiet { font-size: 6pt; }
  .dense table { width: 100%; } .dense td:last-child:not(.number) { width: 24%; }
  .dense :is(th, td) { border-bottom-width: 1px; padding: .08em .8em .08em 0; }
  .dense dl { gap: 0 1em;
    grid-template-columns: repeat(2, fit-content(18em) minmax(2em, 1fr)); }
  .dense dd.full { grid-column: 2 / -1; } .dense dt:has(+ .full) { grid-column: 1; }
  .dense .blanks { margin: 0; } .dense .blanks span { flex-basis: 12em; padding-top: 1.2em; } }
"""


def render(answer: Answer, title: str, lang: str = "en") -> str:
    """Return the answer as a page; `title` is its name where no heading says one."""
    first = answer.blocks[0] if answer.blocks else None
    named = first.text if isinstance(first, Heading) and first.level == 1 else ""
    body = "\n".join(_body(answer.blocks, named or title))
    dense = ' class="dense"' if answer.dense else ""
    heading = "" if named else f"<h1>{_text(title)}</h1>\n"
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(), quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(named or title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body{dense}>\n<main>\n{heading}{body}\n</main>\n</body>\n</html>\n"
    )


def _policy() -> str:
    from base64 import b64encode
    from hashlib import sha256

    style = b64encode(sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"


def _body(blocks: Sequence[Block], about: str) -> Iterator[str]:
    for block in blocks:
        about = block.text if isinstance(block, Heading) else about
        yield from _table(block, about) if isinstance(block, Table) else _block(block)


def _text(text: str) -> str:
    return escape(one_line(text))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f'<h{block.level} dir="auto">{_text(block.text)}</h{block.level}>'
    elif isinstance(block, Paragraph):
        tone = "" if block.tone == "plain" else f' class="{block.tone}"'
        yield f'<p dir="auto"{tone}>{escape(safe(block.text))}</p>'
    elif isinstance(block, Items):
        yield "<ul>"
        yield from (f'<li dir="auto">{_text(item)}</li>' for item in block.items)
        yield "</ul>"
    elif isinstance(block, Pairs):
        yield from _pairs(block.pairs)
    elif isinstance(block, Told):
        yield '<ul class="told">'
        for text, pairs in block.items:
            yield f'<li><p dir="auto">{_text(text)}</p>'
            yield from _pairs(pairs)
            yield "</li>"
        yield "</ul>"
    elif isinstance(block, Lines):
        lines = "\n".join(_toned(exact_line(shown(one)), one) for one in block.lines)
        yield f"<pre>\n{lines}</pre>"
    elif isinstance(block, Boxes):
        boxes = "".join(f'<li dir="auto">{_text(label)}</li>' for label in block.labels)
        yield f'<ul class="boxes">{boxes}</ul>'
    elif isinstance(block, Blanks):
        parts = "".join(f'<span dir="auto">{_text(label)}</span>' for label in block.labels)
        yield f'<div class="blanks">{parts}</div>'


def _pairs(pairs: Sequence[tuple[str, Cell]]) -> Iterator[str]:
    yield "<dl>"
    for name, cell in pairs:
        full = ' class="full"' if len(shown(cell)) > _SENTENCE else ""
        yield f'<dt dir="auto">{_text(name)}</dt><dd dir="auto"{full}>{_cell(cell)}</dd>'
    yield "</dl>"


def _table(table: Table, about: str) -> Iterator[str]:
    numbers = [' class="number"' if one.startswith(">") else "" for one in table.columns]
    # What is wider than the window is scrolled, by the keyboard as well.
    yield f'<div class="wide" role="group" tabindex="0" aria-label="{_text(about)}">'
    yield '<table class="many">' if len(table.columns) > _MANY else "<table>"
    yield "<thead><tr>"
    for column, number in zip(table.columns, numbers, strict=True):
        yield _head(column.lstrip(">"), number)
    yield "</tr></thead>\n<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(_row(row, numbers, named=not table.columns[0]))}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _head(column: str, number: str) -> str:
    return f'<th scope="col"{number}>{_text(column)}</th>' if column else "<td></td>"


def _row(row: Sequence[Cell], numbers: Sequence[str], named: bool) -> Iterator[str]:
    """Where the first column has no name, what stands in it names the row."""
    for place, (cell, number) in enumerate(zip(row, numbers, strict=True)):
        kind = number or _kind(cell)
        if named and not place:
            yield f'<th scope="row" dir="auto"{kind}>{_cell(cell)}</th>'
        else:
            yield f'<td dir="auto"{kind}>{_cell(cell)}</td>'


def _kind(cell: Cell) -> str:
    """How a cell may be broken, so that a table is neither cut off on paper nor a word wide.

    A day or a short word is not broken at its hyphens, a word as wide as a column is, anywhere;
    a sentence has room for some words on each line.
    """
    text = shown(cell)
    if len(text) <= _SHORT:
        return "" if " " in text else ' class="whole"'
    if len(text) > _LONG and any(len(word) > _LONG for word in text.replace("-", " ").split()):
        return ' class="long"'
    return ' class="prose"' if len(text) > _SENTENCE else ""


def _cell(cell: Cell) -> str:
    return _toned(one_line(shown(cell)), cell)


def _toned(text: str, cell: Cell) -> str:
    tone = cell.tone if isinstance(cell, Words) else "plain"
    return escape(text) if tone == "plain" else f'<span class="{tone}">{escape(text)}</span>'
