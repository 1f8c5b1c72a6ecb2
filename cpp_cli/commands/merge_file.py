"""`cpp merge-file`: two versions of one file become one, field by field."""

import sys
from errno import EINVAL
from pathlib import Path
from typing import Any

from cpp_cli.cli.declare import takes, value
from cpp_cli.cli.session import Session
from cpp_cli.editing.whole import mode_of, new_token, replace
from cpp_cli.errors import PROBLEMS, Missing, NoSurroundings
from cpp_cli.merging.clash import Clash
from cpp_cli.merging.merge import Clashes, merge
from cpp_cli.merging.words import about, told
from cpp_cli.messages import mark, reason, t, tn
from cpp_cli.render.safe import safe
from cpp_cli.reports.answer import Answer, Heading, Paragraph


@takes(
    value("--base", "base", "FILE", mark("The file as it was before both changes.")),
    value("--ours", "ours", "FILE", mark("Your version.")),
    value("--theirs", "theirs", "FILE", mark("The other version.")),
    value("--out", "out", "FILE", mark("Where the merged file goes; - prints it.")),
    value("--path", "path", "PATH", mark("What the file is called among the records.")),
)
def merge_file(
    session: Session,
    base: str | None,
    ours: str | None,
    theirs: str | None,
    out: str | None,
    path: str | None,
) -> Answer:
    """Merge two versions of one file, field by field.

    What only one of them changed is taken from it, with its comments; what both changed
    differently is shown, and nothing is written: exit status 1. Without --base, or where it is
    empty, both versions began the file. The versions may be anywhere. As a merge driver of git:
    python -P -m cpp_cli merge-file --base %O --ours %A --theirs %B --out %A --path %P
    """
    given = {"--ours": ours, "--theirs": theirs, "--out": out}
    missing = [option for option, file in given.items() if not file]
    if missing or not ours or not theirs or not out:
        raise Missing(
            t("Missing: {options}.", options=", ".join(missing)),
            t("Name your version, the other version, and where the merged file goes."),
        )
    before = _read(base) if base else None
    found = merge(path or "", before, _read(ours), _read(theirs))
    if isinstance(found, Clashes):
        return _clashes(found.clashes, path)
    assert found.data is not None
    if out == "-":
        return _printed(session, found.data)
    _write(out, found.data)
    return Answer([Paragraph(t("Merged into {file}.", file=out))], data=_data((), out))


def _clashes(clashes: tuple[Clash, ...], path: str | None) -> Answer:
    head = _how_many(clashes)
    answer = Answer([Paragraph(f"{path}: {head}" if path else head)], data=_data(clashes, None))
    for clash in clashes:
        answer.blocks += [Heading(about(clash)), Paragraph(told(clash))]
    answer.status = PROBLEMS
    return answer


def _how_many(clashes: tuple[Clash, ...]) -> str:
    if not clashes[0].way:
        return t("The two versions cannot be merged field by field; nothing was written.")
    return tn(
        "Both versions changed the same field, differently; nothing was written.",
        "Both versions changed the same {count} fields, differently; nothing was written.",
        len(clashes),
    )


def _data(clashes: tuple[Clash, ...], out: str | None) -> dict[str, Any]:
    return {
        "merged": not clashes,
        "out": out,
        "clashes": [
            {
                "way": list(clash.way),
                "was": clash.was,
                "ours": clash.ours,
                "theirs": clash.theirs,
                "why": told(clash) if clash.why else None,
            }
            for clash in clashes
        ],
    }


def _printed(session: Session, data: bytes) -> Answer:
    """Print the merged file itself, to a pipe byte for byte; machines get it with the answer."""
    if session.format != "text":
        return Answer(data=_data((), None) | {"text": data.decode("utf-8", "replace")})
    if sys.stdout.isatty():
        sys.stdout.write(safe(data.decode("utf-8", "replace")))
    else:
        sys.stdout.buffer.write(data)
    return Answer()


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NoSurroundings(
            t("{file} cannot be read: {why}.", file=file, why=reason(error)),
            t("Check its name, and the folder that you are in."),
        ) from error


def _write(out: str, data: bytes) -> None:
    """Write the whole of a file or nothing of it; who could read it before still can."""
    target = Path(out).resolve()
    try:
        if target.exists() and not target.is_file():
            raise OSError(EINVAL, t("it is no plain file"))
        waiting = target.with_name(f".{target.name}.{new_token()}.tmp")
        replace(target, data, waiting, mode_of(target))
    except OSError as error:
        raise NoSurroundings(
            t("{file} cannot be written: {why}.", file=out, why=reason(error)),
            t("Nothing was written."),
        ) from error
