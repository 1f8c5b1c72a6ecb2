"""Text: whether the letters of a file can be understood as fields. The reader finds these
(`cpp_cli/reading/document.py`, `cpp_cli/reading/unreadable.py`), so no rule here has a check."""

from cpp_cli.messages import mark
from cpp_cli.rules.example import A_PARTNER
from cpp_cli.rules.rule import Rule

EMPTY_FILE = Rule(
    code="T010",
    name="empty-file",
    message=mark("There is nothing in this file"),
    remedy=mark("Write the record into it, or delete the file."),
    why=mark(
        "Others may refer to a record with this name. An empty file tells them nothing, and may be"
        " what is left of one that was lost."
    ),
    bad="# records/partners/garden-club.yaml\n",
    good=A_PARTNER,
)


NOT_FIELDS = Rule(
    code="T011",
    name="not-a-group-of-fields",
    message=mark("A record begins with fields (`id: …`), and this file begins with something else"),
    remedy=mark("Begin each field at the start of a line: its name, a colon, a space, its value."),
    why=mark("Each thing that a record says has a name, so that people and reports can find it."),
    bad="# records/partners/garden-club.yaml\n- garden-club\n- Garden Club\n",
    good=A_PARTNER,
)


UNCLOSED = Rule(
    code="T012",
    name="unclosed-quote-or-bracket",
    message=mark("The `{what}` that opens here is not closed where it should be"),
    remedy=mark(
        "Close it where its text ends, or take it out; between commas in brackets, look for one"
        " that is missing. Around a text with an apostrophe use double quotes."
    ),
    why=mark(
        "A quote or bracket that stays open swallows the lines below it: fields would vanish into"
        " a text without anybody noticing."
    ),
    bad=A_PARTNER.replace("Garden Club", '"Garden Club'),
    good=A_PARTNER.replace("Garden Club", '"Garden Club"'),
)


TOO_DEEP = Rule(
    code="T013",
    name="nested-too-deep",
    message=mark("There are more than 20 lists and groups inside each other here"),
    remedy=mark("Look for brackets or dashes that are there by mistake, and take them out."),
    why=mark("No record needs this. It comes from a slip, and would make the file unreadable."),
    bad=A_PARTNER + "tags: " + "[" * 21 + "]" * 21 + "\n",
    good=A_PARTNER + "tags: [garden]\n",
)


TOO_MANY = Rule(
    code="T014",
    name="too-many-parts",
    message=mark("This file has more than 5000 names and values: too many for one record"),
    remedy=mark("Split the record, or keep the long list elsewhere and say where it is."),
    why=mark("Nobody can review a record of this size, and one that nobody reviews is not true."),
    bad=A_PARTNER + "tags:\n" + "  - garden\n" * 5000,
    good=A_PARTNER + "tags:\n  - garden\n",
)


TWICE = Rule(
    code="T015",
    name="field-twice",
    message=mark("`{key}` is already there, in line {line}: a field is written once"),
    remedy=mark("Keep the one that is right, and take out the other."),
    why=mark(
        "Of two values only one would count, and readers could not tell which. To say several"
        " things, write a list below one name."
    ),
    bad=A_PARTNER + "name: Garden Club of River Road\n",
    good=A_PARTNER + "also_known_as: [Garden Club of River Road]\n",
)


REFERENCE_MARK = Rule(
    code="T016",
    name="anchor-or-alias",
    message=mark("A value or name cannot begin with `{what}`: it would copy text from elsewhere"),
    remedy=mark("Put quotes around a text that begins with this sign, or write the text out."),
    why=mark(
        "The signs `&`, `*` and `<<` make one place of a file repeat another. A change to one"
        " would then change the other unseen; in a record every place says what it says."
    ),
    bad=A_PARTNER + "notes: *Call before noon.\n",
    good=A_PARTNER + 'notes: "*Call before noon."\n',
)


TAG = Rule(
    code="T017",
    name="tag",
    message=mark("A value cannot begin with an exclamation mark: it would change what it means"),
    remedy=mark("Put quotes around a text that begins with `!`, or take the sign out."),
    why=mark(
        "With a `!` a file can ask a program to make something other than text of it. Records are"
        " only words, numbers and days."
    ),
    bad=A_PARTNER + "notes: !Important they have moved.\n",
    good=A_PARTNER + "notes: Important! They have moved.\n",
)


SEVERAL_DOCUMENTS = Rule(
    code="T018",
    name="several-documents",
    message=mark("A second record begins here: one file holds one record"),
    remedy=mark("Move what follows into a file of its own, and take out the line `---` or `...`."),
    why=mark(
        "A record is found by the name of its file. A second one behind it would be found by"
        " nobody."
    ),
    bad=A_PARTNER + "---\nid: seed-library\nname: Seed Library\n",
    good=A_PARTNER,
)


DIRECTIVE = Rule(
    code="T019",
    name="directive-line",
    message=mark("A line that begins with `%` gives orders to programs, and has no place here"),
    remedy=mark("Take the line out."),
    why=mark("Such a line changes how the rest of the file is understood. All records are alike."),
    bad="# records/partners/garden-club.yaml\n%YAML 1.1\n---\n" + A_PARTNER.partition("\n")[2],
    good=A_PARTNER,
)


NOT_UNDERSTOOD = Rule(
    code="T020",
    name="cannot-be-understood",
    message=mark("This file cannot be understood from here on.{hint}"),
    remedy=mark(
        "Compare this line and the one before it with another record: the indentation, the colon"
        " with a space after it, the quotes."
    ),
    why=mark(
        "The rest of the file is not guessed: a record that means something else than its writer"
        " wanted would be worse than none."
    ),
    bad=A_PARTNER + "notes: They meet: Tuesdays\n",
    good=A_PARTNER + 'notes: "They meet: Tuesdays"\n',
)


NAME_NOT_TEXT = Rule(
    code="T021",
    name="field-name-not-text",
    message=mark("A list or group stands here where the name of a field should be"),
    remedy=mark("Write the name of the field as one word, then a colon, a space and the value."),
    why=mark("Fields are found by their names. Only a word can be a name."),
    bad=A_PARTNER + "[notes, tags]: garden\n",
    good=A_PARTNER + "tags: [garden]\n",
)


VALUE_TOO_LONG = Rule(
    code="T022",
    name="value-too-long",
    message=mark("The text that begins here is too long: a text has at most 64 thousand letters"),
    remedy=mark("Keep the long text elsewhere, and write here where it is."),
    why=mark(
        "That is a hundred pages: a document that was pasted in, or a quote that was never closed."
        " Nobody can read it in a list, and nobody will review it."
    ),
    bad=A_PARTNER + "notes: |\n" + "  The minutes of a whole year.\n" * 2300,
    good=A_PARTNER + "notes: The minutes of the year are in the shared folder.\n",
    excerpt=False,
)


CUT_OFF = Rule(
    code="T024",
    name="text-cut-off",
    message=mark(
        "The text ends before this `#`: what follows counts as a remark, not as its words"
    ),
    remedy=mark(
        "If it belongs to the text, put quotes around the whole text; if it is a remark, put a"
        " space after the `#`."
    ),
    why=mark(
        "After a space, `#` begins a remark, which no report shows. A promise of `Bus #3` would"
        " become a promise of a bus."
    ),
    bad=A_PARTNER.replace("Garden Club", "Garden Club #3"),
    good=A_PARTNER.replace("Garden Club", '"Garden Club #3"  # the third of its name'),
    severity="warning",
)


NAME_TOO_LONG = Rule(
    code="T023",
    name="field-name-too-long",
    message=mark("The name of a field that begins here is too long: it has at most 200 letters"),
    remedy=mark("Write a short name, a colon and a space before the text, or quotes around it."),
    why=mark("The names of fields are a word or two. This is a text that lost its name."),
    bad=A_PARTNER + "They meet on Tuesdays" + " and on Fridays" * 20 + ": always\n",
    good=A_PARTNER + 'notes: "They meet on Tuesdays: always"\n',
    # What has become a name may be a text with a phone number.
    excerpt=False,
)


RULES = (
    EMPTY_FILE,
    NOT_FIELDS,
    UNCLOSED,
    TOO_DEEP,
    TOO_MANY,
    TWICE,
    REFERENCE_MARK,
    TAG,
    SEVERAL_DOCUMENTS,
    DIRECTIVE,
    NOT_UNDERSTOOD,
    NAME_NOT_TEXT,
    VALUE_TOO_LONG,
    NAME_TOO_LONG,
    CUT_OFF,
)
