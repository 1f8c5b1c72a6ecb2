"""What `cpp submit` says: what is sent, under which name, and where the review is opened."""

from dataclasses import dataclass
from typing import Any

from cpp_cli.git.remote import Unreachable
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Block, Items, Paragraph
from cpp_cli.reports.review import Reviewed
from cpp_cli.rules.check import errors
from cpp_cli.sharing import telling
from cpp_cli.sharing.opening import Opened, Review
from cpp_cli.sharing.outgoing import Outgoing


@dataclass(slots=True)
class Sent:
    """What is sent: in words, and as which commit of which branch."""

    reviewed: Reviewed
    title: str
    body: str
    others: list[str]
    out: Outgoing
    branch: str = ""
    commit: str = ""
    is_shown: bool = False


def refused(sent: Sent) -> Answer:
    """Return what in the change is wrong; status 1."""
    found = errors(list(sent.reviewed.added))
    blocks: list[Block] = [
        Paragraph(t("Nothing was sent, because something in your change is wrong:"), "bad"),
        *telling.wrong(found),
        Paragraph(t("Mend it, and run this again. What a code means: cpp rule CODE")),
    ]
    data = {"written": False, "sent": False, "findings": telling.wrong_data(found)}
    return Answer(blocks, data, status=1)


def would_be_sent(sent: Sent, branch: str | None, ahead: bool) -> Answer:
    """Return what a dry run says."""
    blocks = [Paragraph(t("This would be sent for review, as “{title}”:", title=sent.title))]
    answer = Answer([*blocks, *telling.change(sent.reviewed)], None)
    if ahead:
        answer.blocks.append(Paragraph(t("Newer records than those here would come in first.")))
    tell_others(answer.blocks, sent)
    tell_alone(answer.blocks, sent)
    sent.branch = branch or ""
    return Answer(answer.blocks, data_of(sent, None))


def kept(sent: Sent, why: Unreachable) -> Answer:
    """Return that nobody could be reached; `why` says why."""
    text = t(
        "“{title}” is kept here, and was not sent yet: where the records are shared, nobody"
        " answers.",
        title=sent.title,
    )
    blocks: list[Block] = [
        Paragraph(text, "warn"),
        Paragraph(t("Once you are online again, send it with: cpp submit")),
    ]
    return Answer(blocks, data_of(sent, None), asides=[why.message], status=why.status)


def began(sent: Sent) -> Answer:
    """Return that these are the first records there."""
    text = t(
        "These are the first records there: they are the main ones now, and there is nothing to"
        " review yet."
    )
    blocks: list[Block] = [Paragraph(text, "good")]
    tell_alone(blocks, sent)
    return Answer(blocks, data_of(sent, None, True))


def sent_for_review(sent: Sent, opened: Opened, review: Review) -> Answer:
    """Return that the change was sent, and where its review is opened."""
    blocks: list[Block] = [
        # At a terminal it has been shown already.
        *([] if sent.is_shown else telling.change(sent.reviewed)),
        Paragraph(t("Sent for review, as “{title}”.", title=sent.title), "good"),
        Paragraph(_where(opened, review)),
    ]
    tell_others(blocks, sent)
    tell_alone(blocks, sent)
    return Answer(blocks, data_of(sent, opened, True))


def _where(opened: Opened, review: Review) -> str:
    if opened.address is None:
        return t(
            "It is in {place}, under the name {name}. Whoever looks after the main records takes it"
            " from there.",
            place=opened.place,
            name=review.branch,
        )
    if opened.is_open:
        return t("The review is open: {address}", address=opened.address)
    if not review.is_new:
        return t(
            "If its review is open already, it shows this now; else open it here: {address}",
            address=opened.address,
        )
    if review.draft:
        return t("Open the review here, as a draft: {address}", address=opened.address)
    return t("Open the review here: {address}", address=opened.address)


def tell_others(blocks: list[Block], sent: Sent) -> None:
    """Name the files that go along and are no records."""
    if sent.others:
        blocks.append(Paragraph(t("Other files that go with it:")))
        blocks.append(Items(telling.few(sent.others)))


def tell_alone(blocks: list[Block], sent: Sent) -> None:
    """Name the files that stay here."""
    if sent.out.alone:
        blocks.append(Paragraph(t("Left alone, because they are no records:")))
        blocks.append(Items(telling.few(sent.out.alone)))


def data_of(sent: Sent, opened: Opened | None, is_sent: bool = False) -> dict[str, Any]:
    """Return what machines get."""
    return {
        "written": bool(sent.commit),
        "sent": is_sent,
        "title": sent.title if not sent.out.is_empty else None,
        "branch": sent.branch or None,
        "commit": sent.commit or None,
        "address": opened.address if opened else None,
        "paths": sorted(sent.out.files),
        "left_alone": sent.out.alone,
        "clashes": [],
    }
