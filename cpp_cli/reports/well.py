"""What `cpp validate` says where nothing is wrong, and how it counts."""

from cpp_cli.messages import t, tn
from cpp_cli.reports.answer import Answer, Paragraph


def all_is_well(records: int) -> Answer:
    """Return that nothing is wrong with so many records, for people."""
    return Answer([Paragraph(count_of(0, 0, records), "good")])


def count_of(errors: int, warnings: int, records: int) -> str:
    """Return how much is wrong, in words."""
    checked = tn("one record checked", "{count} records checked", records)
    if not errors and not warnings:
        return t("All is well: {checked}.", checked=checked)
    wrong = tn("one error", "{count} errors", errors)
    odd = tn("one warning", "{count} warnings", warnings)
    return t("{errors}, {warnings}; {checked}.", errors=wrong, warnings=odd, checked=checked)
