"""What no text should hold: personal numbers anywhere, contact details where all may read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    PersonalNumber = Literal["social-security", "payment-card", "medical-record"]

# Patterns are texts: `re` compiles each when it is first used, which most runs never do.
_URL = r"\bhttps?://\S+"
_EMAIL = r"(?<![\w.+%'-])[\w.+%'-]{0,63}\w@\w[\w-]*(?:\.\w[\w-]*)+"
_PHONE = (
    r"(?<![\w.-])(?:\+?1[ .-]?)?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .-])"
    r"[0-9]{3}[ .-][0-9]{4}(?![\w-])"
    r"|(?<![\w.-])(?:\+?1)?[2-9][0-9]{2}[2-9][0-9]{6}(?![\w-])"
    r"|(?<![\w+])\+[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,4}\)?){3,6}(?![\w-])"
    r"|(?:(?<=call )|(?<=text )|(?<=phone )|(?<=phone: )|(?<=tel )|(?<=tel: )|(?<=tel. )"
    r"|(?<=cell )|(?<=teléfono )|(?<=llamar al ))[0-9]{3}[ .-][0-9]{4}(?![\w-])"
)
_CONTACT = f"(?P<url>{_URL})|(?P<email>{_EMAIL})|(?P<phone>{_PHONE})"


def contact_details(text: str) -> Iterator[tuple[int, int, Literal["email", "phone"]]]:
    """Yield the span and kind of each email address and phone number in a text."""
    if not may_hold_contacts(text):
        return
    for match in re.finditer(_CONTACT, text, re.IGNORECASE):
        if match.lastgroup == "email":
            yield match.start(), match.end(), "email"
        elif match.lastgroup == "phone":
            yield match.start(), match.end(), "phone"


_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"
_BEFORE = r"(?<![\w-])(?<![0-9][./])"
_AFTER = r"(?![\w]|[-/.][\w])"
_SSN_PARTS = r"(?!000|666|9)[0-9]{3}{sep}(?!00)[0-9]{2}{sep}(?!0000)[0-9]{4}"
_SSN = _BEFORE + _SSN_PARTS.replace("{sep}", "-") + _AFTER
_SSN_WORD = r"\b(?:SSN|SS ?#|social security|(?:n[uú]mero de )?seguro social)"
_IS = r"(?:\s|[:#=|.,º°(-]|\b(?:number|num|n[uú]mero|n[uú]m|no|nr|is|was|es|of)\b)*"
_LOOSE = _SSN_PARTS.replace("{sep}", "[ -]?")
_SSN_NAMED = rf"{_SSN_WORD}{_IS}{_LOOSE}(?!\w)|(?<![\w-]){_LOOSE}\s*[(,]?\s*{_SSN_WORD}\b"
_MEDICAL_WORD = (
    r"(?:\bMRN\b|\bmedical record (?:number|num|no|nr|#|id)|\bhistoria cl[ií]nica"
    r"|\bexpediente (?:m[eé]dico|cl[ií]nico))"
)
_NOT_A_DAY = r"(?!(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4})(?![\w-]))"
_MEDICAL = rf"{_MEDICAL_WORD}{_IS}{_NOT_A_DAY}[A-Z]{{0,3}}-?(?:[0-9][ -]?){{4,}}[0-9]"
_CARD = r"(?<![\w+-])(?<![0-9][.,:/])[0-9](?:[ -]?[0-9]){12,}(?![\w]|[.,:][0-9])"
_CARD_GROUPS = (
    r"(?<![0-9])(?:[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{3})?"
    r"|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}|[0-9]{13,19})(?![0-9])"
)
_US_PHONE = r"[0-9]?[ -]?[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9])"
_ISSUERS = (
    (r"4", (13, 16, 19)),
    (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),
    (r"3[47]", (15,)),
    (r"30[0-5]|36|38|39", (14,)),
    (r"6011|64[4-9]|65|62|35(?:2[89]|[3-8])", (16, 17, 18, 19)),
    (r"5018|5020|5038|5893|6304|6759|676[1-3]", range(13, 20)),
)
_HINTS = (
    r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9](?:(?:-|\s*)[0-9]){12}"
    r"|MRN|SSN|SS ?#|social|medical\s+record|historia|expediente"
)
"""What a text with a personal number holds, and few others: to look at those alone."""
_SMALL = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"abcdefghijklmnopqrstuvwxyz000000000"
)
_GROUPS = bytes.maketrans(b"123456789).-", b"000000000   ")


def may_hold_numbers(text: str) -> bool:
    """Whether a text, as it is written in a file, may hold a personal number: seldom.

    Such numbers have nine digits, or five behind a word for medical records; between them stand
    spaces and dashes only. To look for that first is ten times as fast.
    """
    plain = alike = plain_text(text)
    if not plain.isascii():
        # Both count as an i where capitals do not matter.
        alike = plain.replace("\u0130", "i").replace("\u0131", "i")
    squeezed = _bytes(alike).translate(_SMALL, b" \r\n-")
    medical = (
        re.search(b"mrn", squeezed)  # quicker than `in` for what is so short
        or b"expediente" in squeezed
        or b"historiacl" in squeezed
        or b"medicalrecord" in squeezed
    )
    if b"000000000" in squeezed or (medical and b"00000" in squeezed):
        return re.search(_HINTS, plain, re.IGNORECASE) is not None
    return False


def may_be_private(content: str) -> bool:
    """Whether the content of a file has to be looked at: an escape may stand for any number."""
    return "\\" in content or may_hold_numbers(content)


def may_hold_contacts(text: str) -> bool:
    """Whether a text may hold an email address or a phone number: what all of them have."""
    if "@" in text or "+" in text:
        return True
    groups = _bytes(text).translate(_GROUPS)
    return b"000 000" in groups or b"000  000" in groups or b"0000000000" in groups


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def plain_text(text: str) -> str:
    """Return a text with one kind of dash, space and digit."""
    if text.isascii():
        return text
    from unicodedata import normalize

    text = normalize("NFKC", text)
    for dash in _DASHES:
        text = text.replace(dash, "-")
    return text


def personal_numbers(text: str) -> list[PersonalNumber]:
    """Return the kinds of personal number that a text holds."""
    text = re.sub(_URL, " ", plain_text(text))
    found: list[PersonalNumber] = []
    if re.search(_SSN, text) or re.search(_SSN_NAMED, text, re.IGNORECASE):
        found.append("social-security")
    if any(_is_card(digits) for digits in _card_like(text)):
        found.append("payment-card")
    if re.search(_MEDICAL, text, re.IGNORECASE):
        found.append("medical-record")
    return found


def _card_like(text: str) -> Iterator[str]:
    for run in re.finditer(_CARD, text):
        if not re.match(_US_PHONE, run.group()):
            yield _digits(run.group())
        for groups in re.finditer(_CARD_GROUPS, run.group()):
            yield _digits(groups.group())
            yield _digits(groups.group())[:16]


def _digits(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def _is_card(digits: str) -> bool:
    issued = any(re.match(issuer, digits) and len(digits) in sizes for issuer, sizes in _ISSUERS)
    return issued and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
