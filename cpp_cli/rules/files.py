"""Files: whether what lies below `records/` can be opened as a record, on every computer. The
reader finds these (`cpp_cli/reading/around.py`, `cpp_cli/reading/paths.py`), so no rule here has a
check."""

from cpp_cli.messages import mark
from cpp_cli.rules.example import A_PARTNER
from cpp_cli.rules.rule import Rule

NOT_RUNNABLE = frozenset(("T007", "N011"))
"""Rules whose examples are only printed: what is wrong is not in the name or text of one file."""

UNREADABLE = Rule(
    code="T007",
    name="cannot-be-read",
    message=mark("This cannot be read as a record: {why}"),
    remedy=mark(
        "A record is a plain file in a plain folder: put the real one where there is a link, rename"
        " a folder whose name ends in .yaml or begins with a dot, ask for permission where it is"
        " locked."
    ),
    why=mark(
        "What is not read is not checked and not reported, and a promise could drop out of sight."
        " Links are not followed: they may lead out of the records."
    ),
    bad="# records/partners/garden-club.yaml → ../../elsewhere/garden-club.yaml (a link)\n",
    good=A_PARTNER,
    excerpt=False,
)

STRAY = Rule(
    code="N001",
    name="stray-file",
    message=mark("This file is not read as a record: its folder or the end of its name is wrong"),
    remedy=mark(
        "Put it into records/partners, meetings, commitments or harms, and let its name end in"
        " `.yaml`; what is no record lives outside of records/."
    ),
    why=mark(
        "A record that is not read is not checked and not reported. Somebody wrote it and believes"
        " that it counts."
    ),
    bad=A_PARTNER.replace("club.yaml", "club.yml"),
    good=A_PARTNER,
)

NOT_EVERYWHERE = Rule(
    code="N009",
    name="name-not-for-every-computer",
    message=mark("Not every computer can have a file or folder called `{name}`: {why}"),
    remedy=mark("Give it a longer or plainer name: small letters, digits and hyphens."),
    why=mark(
        "Somebody who opens the records on another computer would get them without this file, or"
        " not at all."
    ),
    bad="""\
# records/harms/aux.yaml
id: aux
what: The auxiliary clinic was closed without asking.
""",
    good="""\
# records/harms/aux-clinic.yaml
id: aux-clinic
what: The auxiliary clinic was closed without asking.
""",
)

HIDDEN_IN_NAME = Rule(
    code="N010",
    name="hidden-character-in-name",
    message=mark("The name of this file or of its folder holds what cannot be seen: {character}"),
    remedy=mark("Give it a new name, typed by hand: small letters, digits and hyphens."),
    why=mark(
        "A name that looks like another but is not cannot be typed, found or referred to, and two"
        " files would seem to be one."
    ),
    bad="# records/partners/garden\u200b-club.yaml\n" + A_PARTNER.partition("\n")[2],
    good=A_PARTNER,
    excerpt=False,
)

TWIN_FOLDERS = Rule(
    code="N011",
    name="folders-differ-only-in-capitals",
    message=mark("The folders {folder} and {other} differ only in capitals or accents"),
    remedy=mark("Move the files into one of the two."),
    why=mark(
        "Many computers hold the two folders for one. There the files come together, and those"
        " with the same name become one."
    ),
    bad="# records/partners/River/garden-club.yaml (beside records/partners/river/…)\n",
    good=A_PARTNER,
)

RULES = (
    UNREADABLE,
    STRAY,
    NOT_EVERYWHERE,
    HIDDEN_IN_NAME,
    TWIN_FOLDERS,
)
