"""What no text should hold: personal numbers anywhere, contact details where all may read."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

PersonalNumber = Literal["social-security", "payment-card", "medical-record"]

_URL = re.compile(r"\bhttps?://\S+")
_EMAIL = r"(?<![\w.+%'-])[\w.+%'-]{0,63}\w@\w[\w-]*(?:\.\w[\w-]*)+"
_PHONE = (
    r"(?<![\w.-])(?:\+?1[ .-]?)?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .-])"
    r"[0-9]{3}[ .-][0-9]{4}(?![\w-])"
    r"|(?<![\w.-])(?:\+?1)?[2-9][0-9]{2}[2-9][0-9]{6}(?![\w-])"
    r"|(?<![\w+])\+[1-9][0-9]{0,2}(?:[ .-]?\(?[0-9]{1,4}\)?){3,6}(?![\w-])"
    r"|(?:(?<=call )|(?<=text )|(?<=phone )|(?<=phone: )|(?<=tel )|(?<=tel: )|(?<=tel. )"
    r"|(?<=cell )|(?<=teléfono )|(?<=llamar al ))[0-9]{3}[ .-][0-9]{4}(?![\w-])"
)
_CONTACT = re.compile(
    f"(?P<url>{_URL.pattern})|(?P<email>{_EMAIL})|(?P<phone>{_PHONE})", re.IGNORECASE
)
_CONTACT_HINT = re.compile(r"@|\+[1-9]|[0-9]{3}[) .-]{1,2}[0-9]{3}|[0-9]{10}")


def contact_details(text: str) -> Iterator[tuple[int, int, Literal["email", "phone"]]]:
    """Yield the span and kind of each email address and phone number in a text."""
    for match in _CONTACT.finditer(text) if _CONTACT_HINT.search(text) else ():
        if match.lastgroup == "email":
            yield match.start(), match.end(), "email"
        elif match.lastgroup == "phone":
            yield match.start(), match.end(), "phone"


_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u00ad", "-"))
_BEFORE = r"(?<![\w-])(?<![0-9][./])"
_AFTER = r"(?![\w]|[-/.][\w])"
_SSN_PARTS = r"(?!000|666|9)[0-9]{3}{sep}(?!00)[0-9]{2}{sep}(?!0000)[0-9]{4}"
_SSN = re.compile(_BEFORE + _SSN_PARTS.replace("{sep}", "-") + _AFTER)
_SSN_WORD = r"\b(?:SSN|SS ?#|social security|(?:n[uú]mero de )?seguro social)"
_IS = r"(?:\s|[:#=|.,º°(-]|\b(?:number|num|n[uú]mero|n[uú]m|no|nr|is|was|es|of)\b)*"
_LOOSE = _SSN_PARTS.replace("{sep}", "[ -]?")
_SSN_NAMED = re.compile(
    rf"{_SSN_WORD}{_IS}{_LOOSE}(?!\w)|(?<![\w-]){_LOOSE}\s*[(,]?\s*{_SSN_WORD}\b", re.IGNORECASE
)
_MEDICAL_WORD = (
    r"(?:\bMRN\b|\bmedical record (?:number|num|no|nr|#|id)|\bhistoria cl[ií]nica"
    r"|\bexpediente (?:m[eé]dico|cl[ií]nico))"
)
_NOT_A_DAY = r"(?!(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-/][0-9]{1,2}[-/][0-9]{2,4})(?![\w-]))"
_MEDICAL = re.compile(
    rf"{_MEDICAL_WORD}{_IS}{_NOT_A_DAY}[A-Z]{{0,3}}-?(?:[0-9][ -]?){{4,}}[0-9]", re.IGNORECASE
)
_CARD = re.compile(r"(?<![\w+-])(?<![0-9][.,:/])[0-9](?:[ -]?[0-9]){12,}(?![\w]|[.,:][0-9])")
_CARD_GROUPS = re.compile(
    r"(?<![0-9])(?:[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{3})?"
    r"|[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}|[0-9]{13,19})(?![0-9])"
)
_US_PHONE = re.compile(r"[0-9]?[ -]?[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9])")
_ISSUERS = (
    (re.compile(r"4"), (13, 16, 19)),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),
    (re.compile(r"3[47]"), (15,)),
    (re.compile(r"30[0-5]|36|38|39"), (14,)),
    (re.compile(r"6011|64[4-9]|65|62|35(?:2[89]|[3-8])"), (16, 17, 18, 19)),
    (re.compile(r"5018|5020|5038|5893|6304|6759|676[1-3]"), range(13, 20)),
)
HINTS = re.compile(
    r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9](?:(?:-|\s*)[0-9]){12}"
    r"|MRN|SSN|SS ?#|social|medical\s+record|historia|expediente",
    re.IGNORECASE,
)
"""What a text with a personal number holds, and few others: to look at those alone."""


def plain_text(text: str) -> str:
    """Return a text with one kind of dash, space and digit."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_DASHES)


def personal_numbers(text: str) -> list[PersonalNumber]:
    """Return the kinds of personal number that a text holds."""
    text = _URL.sub(" ", plain_text(text))
    found: list[PersonalNumber] = []
    if _SSN.search(text) or _SSN_NAMED.search(text):
        found.append("social-security")
    if any(_is_card(digits) for digits in _card_like(text)):
        found.append("payment-card")
    if _MEDICAL.search(text):
        found.append("medical-record")
    return found


def _card_like(text: str) -> Iterator[str]:
    for run in _CARD.finditer(text):
        if not _US_PHONE.match(run.group()):
            yield _digits(run.group())
        for groups in _CARD_GROUPS.finditer(run.group()):
            yield _digits(groups.group())
            yield _digits(groups.group())[:16]


def _digits(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def _is_card(digits: str) -> bool:
    issued = any(issuer.match(digits) and len(digits) in sizes for issuer, sizes in _ISSUERS)
    return issued and _luhn(digits)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
