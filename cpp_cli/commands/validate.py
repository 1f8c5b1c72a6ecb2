"""`cpp validate`: every finding of every record."""

from cpp_cli.cli.declare import flag, takes
from cpp_cli.messages import mark
from cpp_cli.reports.well import all_is_well

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reading.text import Text
    from cpp_cli.reports.answer import Answer


@takes(flag("--strict", "strict", mark("Warnings count as well.")))
def validate(session: "Session", strict: bool) -> "Answer":
    """Check every record.

    Each finding names the file, the line and the column, says what is wrong and what to do.
    `cpp rule CODE` explains a code. Exit status 1 when there are errors.
    """
    count = session.well()
    if count is not None:
        return all_is_well(count)
    from cpp_cli.reports.findings import Checked, report
    from cpp_cli.rules.check import findings

    store = session.store
    found = findings(store, session.as_of)
    texts: dict[str, Text] = {}
    for path in {finding.path for finding in found}:
        text = store.files.text(path)
        if text:
            texts[path] = text
    files = store.files
    return report(Checked(found, files.count, lambda: files.paths, strict), texts)
