"""Privacy: who may be named, what may be quoted, and what no text should hold."""

import re
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.ledger.consent import agreed, agreed_to_be_named
from cpp_cli.models.base import Consent
from cpp_cli.models.strict import checked
from cpp_cli.reading.private import (
    contact_details,
    may_hold_contacts,
    may_hold_numbers,
    personal_numbers,
    plain_text,
)
from cpp_cli.rules.check import findings
from tests.support import TODAY, examples, partner, store_of

DAY = "2026-06-01"
CONSENTS = [
    (None, "never"),
    ({"scope": "internal"}, "never"),
    ({"scope": "public"}, "public"),
    ({"scope": "public", "date": "2026-06-01"}, "public"),
    ({"scope": "public", "date": "2026-06-02"}, "never"),
    ({"scope": "public", "expires": "2026-06-01"}, "public"),
    ({"scope": "public", "expires": "2026-05-31"}, "expired"),
    ({"scope": "public", "withdrawn": "2026-05-31"}, "withdrawn"),
    ({"scope": "public", "withdrawn": "2027-05-31"}, "withdrawn"),
    ({"scope": "public", "expires": "2026-05-31", "withdrawn": "2026-05-01"}, "withdrawn"),
    ({"scope": "internal", "withdrawn": "2026-05-01"}, "withdrawn"),
    ({"scope": "internal", "expires": "2026-05-31"}, "never"),
]


@pytest.mark.parametrize(("written", "expected"), CONSENTS)
def test_a_consent_holds_for_its_scope_on_its_days_until_it_is_withdrawn(
    written: dict[str, str] | None, expected: str
) -> None:
    consent = checked(Consent, written) if written else None
    assert agreed(consent, date.fromisoformat(DAY)) == expected


YES, NO = "consent: {scope: public}", "consent: {scope: internal}"
GONE = "consent: {scope: public, withdrawn: 2026-01-01}"
PUBLIC = "status: active\nvisibility: public\n"
STORE = store_of(
    {
        **partner("club", f"ana; {YES}", f"ben; {NO}", "cleo", f"dan; {GONE}", more=PUBLIC),
        **partner("choir", "ana; same_as: club/ana", f"ben; same_as: club/ben; {YES}"),
        **partner("band", "ana; same_as: choir/ana", "lost; same_as: gone/x"),
        **partner("round", "a; same_as: ring/b"),
        **partner("ring", "b; same_as: round/a"),
    }
)

NAMED = {
    "club/ana": True,
    "club/ben": False,
    "club/cleo": False,
    "club/dan": False,
    "club/nobody": False,
    "choir/ana": True,
    "choir/ben": False,
    "band/ana": True,
    "band/lost": False,
    "round/a": False,
}


@pytest.mark.parametrize(("party", "expected"), NAMED.items())
def test_a_public_page_names_only_who_agreed_where_their_consent_is_kept(
    party: str, expected: bool
) -> None:
    assert (agreed_to_be_named(STORE, party, TODAY) == "public") is expected


def test_where_a_consent_is_kept_in_a_lost_record_it_is_unknown() -> None:
    assert STORE.keeper("band/lost") is None
    assert agreed_to_be_named(STORE, "band/lost", TODAY) == "unknown"
    assert agreed_to_be_named(STORE, "round/a", TODAY) == "unknown"


def mask_contacts(text: str, instead: str) -> str:
    """Return a text with each email address and phone number replaced."""
    for start, end, _ in reversed(list(contact_details(text))):
        text = text[:start] + instead + text[end:]
    return text


CONTACTS = {
    "write to sam@example.org, please": "write to …, please",
    "Sam <sam.r+cpp@mail.example.co.uk>": "Sam <…>",
    "call 541-555-0142 soon": "call … soon",
    "call (541) 555-0142": "call …",
    "call 541.555.0142": "call …",
    "call 5415550142": "call …",
    "call +1 541 555 0142": "call …",
    "call 1-541-555-0142": "call …",
    "desde +52 55 1234 5678": "desde …",
    "call 555-0142": "call …",
    "a@example.org or 541-555-0142": "… or …",
}


@pytest.mark.parametrize(("text", "masked"), CONTACTS.items())
def test_an_email_or_a_phone_in_a_text_is_masked(text: str, masked: str) -> None:
    assert mask_contacts(text, "…") == masked


NO_CONTACTS = [
    "on 2026-03-02 at 19:30",
    "from 2026-03-02 to 2026-04-02",
    "150.00 USD and 1,500 people",
    "room 541, floor 2",
    "https://example.org/541-555-0142/a@b",
    "the 2020-2025 plan",
    "commitment 2026-02-10-bus-stop-light",
    "97401-1234",
    "at @ home",
    "97402",
]


@pytest.mark.parametrize("text", NO_CONTACTS)
def test_what_only_looks_like_a_contact_stays(text: str) -> None:
    assert list(contact_details(text)) == []
    assert mask_contacts(text, "…") == text


CARD = "4111 1111 1111 1111"
NUMBERS = {
    "219-09-9999": "social-security",
    "(219-09-9999)": "social-security",
    "219‑09‑9999": "social-security",
    "２１９-09-9999": "social-security",
    "SSN 219099999": "social-security",
    "SSN: 219 09 9999": "social-security",
    "seguro social: 219099999": "social-security",
    "número de seguro social es 219-09-9999": "social-security",
    CARD: "payment-card",
    "4111111111111111": "payment-card",
    "4111-1111-1111-1111": "payment-card",
    "card 5555555555554444 exp 12/28": "payment-card",
    "3782 822463 10005": "payment-card",
    "6011111111111117": "payment-card",
    "MRN 1234567": "medical-record",
    "MRN: A-123456": "medical-record",
    "medical record number is 00123456": "medical-record",
    "historia clínica 123456": "medical-record",
    "expediente médico nº 123456": "medical-record",
}


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_a_personal_number_is_found_in_a_text(text: str, expected: str) -> None:
    assert personal_numbers(text) == [expected]


NO_NUMBERS = [
    "000-09-9999",
    "666-09-9999",
    "919-09-9999",
    "219-00-9999",
    "219-09-0000",
    "219-09-99990",
    "4111 1111 1111 1112",
    "1234567890123456",
    "2026-03-02",
    "541-555-0142",
    "+1 541 555 0142",
    "from 2026-03-02 to 2026-04-02",
    "MRN was asked for on 2026-03-02",
    "the medical records office, room 12",
    "historia clínica",
    "https://example.org/4111111111111111",
    "12,345,678,901,234",
    "social security office, 541-555-0142",
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_number_that_is_not_one_by_its_own_rules_stays(text: str) -> None:
    assert personal_numbers(text) == []


@given(st.text(alphabet="0123456789 -().+@/:aMRNSexampl‑٣", max_size=60))
def test_any_text_has_its_contacts_masked_at_once(text: str) -> None:
    personal_numbers(text)
    masked = mask_contacts(text, "…")
    assert list(contact_details(masked)) == []


MEETING = "id: tea\ndate: 2026-03-02\ntitle: Tea\n"
HIDDEN_IN = {
    "a note": ("notes: Her number is {}.\n", 4, 8),
    "a comment on a line of its own": ("# her number: {}\nplace: Hall\n", 3, 8),
    "a comment behind a value": ("place: Hall # {}\n", 4, 8),
    "a comment behind a block": ("notes: | # {}\n  She called.\n", 4, 8),
    "a quoted text": ('place: "{}"\n', 4, 8),
    "a translation": ("translated: {{en: '{}'}}\n", 4, 18),
    "a long note": ("notes: |\n  She called.\n  {}\n", 4, 8),
}


@pytest.mark.parametrize("number", ["219-09-9999", CARD, "MRN 1234567"])
@pytest.mark.parametrize(("lines", "line", "column"), HIDDEN_IN.values(), ids=HIDDEN_IN)
def test_a_personal_number_is_found_wherever_it_stands(
    lines: str, line: int, column: int, number: str
) -> None:
    path = "records/meetings/tea.yaml"
    (found,) = findings(store_of({path: MEETING + lines.format(number)}), TODAY)
    assert (found.code, found.place) == ("P001", (line, column))
    assert number not in str(found.values)


PIECES = st.sampled_from(
    [
        *("219-09-9999", "219 09 9999", "219099999", "4111 1111 1111 1111", "4111-1111-1111-1111"),
        *(
            "MRN",
            "mrn: ",
            "Medical Record Number",
            "historia cl\u00ednica",
            "H\u0130STOR\u0131A CLINICA",
        ),
        *("expediente m\u00e9dico", "SSN", "SS #", "seguro social", "55512345", "5 5 5-12", "is"),
        *("2026-03-02", "541-555-0121", "(541) 555 0121", "+44 20 7946 0958", "5415550121"),
        *(
            "ana@example.org",
            "call 555-0121",
            "https://x.org/1",
            "\u0661",
            "\uff12",
            "\u2011",
            "\u00ad",
        ),
        *("\n", "\n  ", " ", "-", ".", "#", ":", "9", "the garden", "\u017f", "\u00e9"),
    ]
)


@examples(2000)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_first_look_at_a_text_overlooks_nothing(text: str) -> None:
    if personal_numbers(text):
        assert may_hold_numbers(text)
    if list(contact_details(text)):
        assert may_hold_contacts(text)


def test_the_first_look_knows_every_letter_that_is_like_another() -> None:
    words = ("mrn", "medical record id", "historia clinica", "expediente medico")
    letters = set("".join(words)) - {" "}
    for point in range(0x80, sys.maxunicode + 1):
        other = chr(point)
        for letter in letters:
            if re.fullmatch(letter, other, re.IGNORECASE):
                for word in words:
                    assert may_hold_numbers(f"{word.replace(letter, other)} 55512345"), hex(point)


def test_the_first_look_sees_few_texts() -> None:
    quiet = "id: 2026-03-02-a\ndate: 2026-03-02\nnotes: We met 12 of 30 people on 2026-03-02.\n"
    assert not may_hold_numbers(quiet)
    assert not may_hold_numbers(quiet + "phone: 541-555-0121\n")
    assert not may_hold_contacts(quiet)


def test_every_dash_is_one() -> None:
    assert plain_text("219\u201009\u00ad9999 \u2212 \u2014") == "219-09-9999 - -"
