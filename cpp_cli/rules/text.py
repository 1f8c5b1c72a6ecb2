"""Text: whether a file is plain text that everybody sees alike. The reader finds these
(`cpp_cli/reading/text.py`), so no rule here has a check."""

from cpp_cli.messages import mark
from cpp_cli.rules.example import A_PARTNER
from cpp_cli.rules.rule import Rule

TOO_LARGE = Rule(
    code="T001",
    name="file-too-large",
    message=mark("This file is too large: a record has at most 256 kB"),
    remedy=mark("Keep the long text elsewhere, and write in the record where it is."),
    why=mark(
        "A record is read by people, from top to bottom. One that is this long was filled by"
        " accident, or holds a document that belongs beside the records."
    ),
    bad=A_PARTNER + "notes: |\n" + "  The minutes of a whole year.\n" * 9000,
    good=A_PARTNER + "notes: The minutes of the year are in the shared folder.\n",
)

NOT_UTF8 = Rule(
    code="T002",
    name="not-utf-8",
    message=mark("This file is not saved as UTF-8 (it looks like {guess}): letters would be lost"),
    remedy=mark("Save it again with the encoding UTF-8; editors ask for that at Save As."),
    why=mark(
        "Letters such as é and ñ are kept in several ways, and only UTF-8 is read right everywhere."
        " People's names should come out as they write them."
    ),
    bad=A_PARTNER.replace("Club", "Café").encode("latin-1"),
    good=A_PARTNER.replace("Club", "Café"),
    excerpt=False,
)

TAB = Rule(
    code="T003",
    name="tab",
    message=mark("There is a tab here: records are indented with spaces"),
    remedy=mark("Put spaces in the place of the tab, two for each step."),
    why=mark(
        "A tab is as wide as each editor makes it, so that what looks well in line here does not"
        " there. Spaces look the same to everybody."
    ),
    bad=A_PARTNER + "people:\n\t- id: sam-t\n\t  name: Sam T\n",
    good=A_PARTNER + "people:\n  - id: sam-t\n    name: Sam T\n",
)

FORBIDDEN_CHARACTER = Rule(
    code="T004",
    name="forbidden-character",
    message=mark("There is a character here that cannot be seen and may mislead: {character}"),
    remedy=mark("Delete the text around it and type it again, without copying."),
    why=mark(
        "Some characters are invisible, or turn the order of the words around on the screen. With"
        " them a record could say one thing to a reader and another to the next."
    ),
    bad=A_PARTNER.replace("Garden Club", "Garden \u202eClub"),
    good=A_PARTNER,
    excerpt=False,
)

CONFLICT = Rule(
    code="T005",
    name="unresolved-conflict",
    message=mark("Two versions of this file were put together here, and nobody has chosen yet"),
    remedy=mark(
        "Keep the lines that are right, and take out the others and the lines that begin with"
        " `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`."
    ),
    why=mark(
        "Two people changed the same lines. Both versions are in the file, between marks, until a"
        " person who knows decides. Until then the record says neither."
    ),
    bad=A_PARTNER.replace(
        "status: active\n",
        "<<<<<<< HEAD\nstatus: active\n=======\nstatus: paused\n>>>>>>> spring\n",
    ),
    good=A_PARTNER,
)

MIXED_LINE_ENDS = Rule(
    code="T006",
    name="mixed-line-ends",
    message=mark("This line ends otherwise than most lines of the file (Windows or Unix)"),
    remedy=mark("Save the file with one kind of line end: LF, or CRLF on Windows."),
    why=mark(
        "Nothing is lost, but a later change then seems to touch lines that nobody changed, and"
        " reviewers cannot see what is new."
    ),
    bad=A_PARTNER.replace("active\n", "active\r\n").encode(),
    good=A_PARTNER,
    severity="warning",
)


RULES = (
    TOO_LARGE,
    NOT_UTF8,
    TAB,
    FORBIDDEN_CHARACTER,
    CONFLICT,
    MIXED_LINE_ENDS,
)
