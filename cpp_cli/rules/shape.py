"""Shape: whether a record has the fields it should have, each of the right kind. The reader finds
these (`cpp_cli/reading/record.py`), so no rule here has a check."""

from cpp_cli.messages import mark
from cpp_cli.rules.example import A_PARTNER, A_PROMISE
from cpp_cli.rules.rule import Rule

_PERSON = (
    A_PARTNER
    + """\
people:
  - id: sam-t
    name: Sam T
"""
)

MISSING = Rule(
    code="S001",
    name="missing-field",
    message=mark("`{field}` is missing here"),
    remedy=mark("Add a line `{field}: …`, in the same column as the fields beside it."),
    why=mark("Without this field nobody could tell what the record is about, or whom it names."),
    bad=A_PARTNER.replace("status: active\n", ""),
    good=A_PARTNER,
)

UNKNOWN_FIELD = Rule(
    code="S002",
    name="unknown-field",
    message=mark("`{field}` is not a field that can stand here.{hint}"),
    remedy=mark("Correct its name, move it to where it belongs, or put its words into `notes`."),
    why=mark(
        "A field with a wrong name is read by nobody: the promise would have no due date, and"
        " nothing would say so."
    ),
    bad=A_PROMISE + "do: 2026-04-01\n",
    good=A_PROMISE + "due: 2026-04-01\n",
    # Under a misspelt `email` stands an email.
    excerpt=False,
)

NO_VALUE = Rule(
    code="S003",
    name="field-without-value",
    message=mark("Nothing is written here for `{field}`"),
    remedy=mark(
        "Write the value, or take the line out; put quotes around `~` or `null` if you mean the"
        " word."
    ),
    why=mark(
        "A field that was begun and not filled looks as if it had been answered. What is not known"
        " is left out, and can be added at any time."
    ),
    bad=A_PARTNER + "since:\n",
    good=A_PARTNER + "since: 2024-05-01\n",
)

UNKNOWN_WORD = Rule(
    code="S004",
    name="unknown-word",
    message=mark("`{text}` is not one of the words for `{field}`.{hint}"),
    remedy=mark("Use one of these: {words}."),
    why=mark("Records can be counted and compared only where the same thing has the same word."),
    bad=A_PARTNER.replace("active", "inactive"),
    good=A_PARTNER.replace("active", "paused"),
)

NOT_A_DAY = Rule(
    code="S005",
    name="not-a-day",
    message=mark("`{text}` is not a day of the calendar, written as 2026-03-31"),
    remedy=mark("Write the year, the month and the day with dashes: `{field}: 2026-03-31`."),
    why=mark(
        "Days are read differently in different places: 3/4 is March to some and April to others."
        " Written from the year down there is no doubt."
    ),
    bad=A_PROMISE + "due: 2026-04-31\n",
    good=A_PROMISE + "due: 2026-04-30\n",
)

NOT_AN_ID = Rule(
    code="S006",
    name="not-an-id",
    message=mark("`{text}` cannot be an id: small letters a-z, digits and hyphens, at most 80"),
    remedy=mark(
        "Write it like `garden-club`: no spaces, capitals or accents, no hyphen at an end."
    ),
    why=mark(
        "An id is how records name each other, in files, links and on every computer. The real"
        " name, with all its letters, stands in `name`."
    ),
    bad=_PERSON.replace("sam-t", "Sam T"),
    good=_PERSON,
)

NOT_A_PARTY = Rule(
    code="S007",
    name="not-a-party",
    message=mark("`{text}` does not name a party"),
    remedy=mark("Write a partner's id (`huerto-sol`), or a person in it (`huerto-sol/ana-r`)."),
    why=mark(
        "Who promised, who was promised, who said so: that is what the records are for. A party is"
        " named by its id, so that everybody means the same one."
    ),
    bad=A_PARTNER + "steward: Maria K\n",
    good=A_PARTNER + "steward: lcph-cpp/maria-k\n",
)

NOT_HEARD = Rule(
    code="S008",
    name="not-something-heard",
    message=mark("`{text}` does not name something that was heard in a meeting"),
    remedy=mark(
        "Write the meeting's id, `#`, and the id of what was heard:"
        " `2026-02-10-listening#bus-stop`."
    ),
    why=mark(
        "With it those who spoke can see what became of their words: you said this, we did that."
    ),
    bad=A_PROMISE + "answers: [2026-02-10-listening]\n",
    good=A_PROMISE + "answers: [2026-02-10-listening#bus-stop]\n",
)

NOT_MONEY = Rule(
    code="S009",
    name="not-money",
    message=mark("`{text}` is not an amount of money"),
    remedy=mark("Write the amount with a point, a space and the currency: `150.00 USD`."),
    why=mark("Amounts are added up. Without a currency, or with words, the sum would be a guess."),
    bad=A_PROMISE + "resources:\n  money: $150\n",
    good=A_PROMISE + "resources:\n  money: 150.00 USD\n",
)

NOT_YES_NO = Rule(
    code="S010",
    name="not-true-or-false",
    message=mark("`{field}` is either true or false, in these letters and without quotes"),
    remedy=mark("Write `{field}: true` or `{field}: false`."),
    why=mark(
        "`yes`, `on` and `1` mean different things to different programs. These two words do not."
    ),
    bad=A_PARTNER + "community_led: yes\n",
    good=A_PARTNER + "community_led: true\n",
)

NOT_A_NUMBER = Rule(
    code="S011",
    name="not-a-number",
    message=mark("`{text}` is not a number that `{field}` can have"),
    remedy=mark("Write only digits, such as `12`; hours may have a point (`2.5`)."),
    why=mark("Numbers are counted and added up. Words, signs and commas would be left out."),
    bad=A_PROMISE + "resources:\n  hours: about ten\n",
    good=A_PROMISE + "resources:\n  hours: 10\n",
)

NOT_A_RATING = Rule(
    code="S012",
    name="not-a-rating",
    message=mark("`{text}` is not a rating: 1 is low, 4 is high"),
    remedy=mark("Write 1, 2, 3 or 4, or leave `{field}` out where they did not say."),
    why=mark("There is no middle to hide in, and ratings can be compared over the years."),
    bad=_PERSON
    + """\
ratings:
  - date: 2026-03-02
    by: garden-club/sam-t
    about: lcph-cpp
    openness: 5
""",
    good=_PERSON
    + """\
ratings:
  - date: 2026-03-02
    by: garden-club/sam-t
    about: lcph-cpp
    openness: 4
""",
)

NOT_AN_EMAIL = Rule(
    code="S013",
    name="not-one-email",
    message=mark("`{field}` is not one plain email address"),
    remedy=mark("Write one address and nothing else: no name, no brackets, no second address."),
    why=mark("A letter to a wrong address does not arrive, and may reach somebody else."),
    bad=_PERSON + "    email: Sam <sam@example.org>\n",
    good=_PERSON + "    email: sam@example.org\n",
    excerpt=False,
)

NOT_A_LANGUAGE = Rule(
    code="S014",
    name="not-a-language",
    message=mark("`{text}` is not the code of a language"),
    remedy=mark("Write the short code: `en`, `es`, `vi`, `mam`, `zh-Hant`."),
    why=mark(
        "With one code for each language it can be seen who was met in their own language, and"
        " who was not."
    ),
    bad=A_PARTNER + "languages: [Spanish]\n",
    good=A_PARTNER + "languages: [es]\n",
)

BLANK = Rule(
    code="S015",
    name="blank-text",
    message=mark("The text of `{field}` is blank"),
    remedy=mark("Write the text, or take the field out."),
    why=mark("A blank text looks filled in to a program, and says nothing to a person."),
    bad=A_PARTNER.replace("Garden Club", '" "'),
    good=A_PARTNER,
)

TOO_LONG = Rule(
    code="S016",
    name="text-too-long",
    message=mark("`{field}` is too long: it has at most {most} characters"),
    remedy=mark("Say it in a few words here, and put the rest into `notes`."),
    why=mark("This text stands in lists and headings, where only a few words can be read."),
    bad=A_PARTNER.replace("Garden Club", "Garden Club" + " and neighbors" * 15),
    good=A_PARTNER,
    # It may be a phone number with much behind it.
    excerpt=False,
)

WRONG_SHAPE = Rule(
    code="S017",
    name="wrong-shape",
    message=mark("Here, for `{field}`, should be {wanted}"),
    remedy=mark("Write it as the message says; `cpp rule S017` shows how it looks."),
    why=mark(
        "Where several things can be said, a list is expected even for one of them; where a thing"
        " has parts, each part has its name. So every record can be read in the same way."
    ),
    bad=A_PARTNER + "languages: es\n",
    good=A_PARTNER + "languages:\n  - es\n",
    excerpt=False,
)

RULES = (
    MISSING,
    UNKNOWN_FIELD,
    NO_VALUE,
    UNKNOWN_WORD,
    NOT_A_DAY,
    NOT_AN_ID,
    NOT_A_PARTY,
    NOT_HEARD,
    NOT_MONEY,
    NOT_YES_NO,
    NOT_A_NUMBER,
    NOT_A_RATING,
    NOT_AN_EMAIL,
    NOT_A_LANGUAGE,
    BLANK,
    TOO_LONG,
    WRONG_SHAPE,
)
