"""What several commands take, and the kind of record that a command is about."""

from cpp_cli.cli.declare import Place, flag
from cpp_cli.messages import mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.models.kinds import Kind

DRY_RUN = flag("--dry-run", "dry_run", mark("Show what would be written, and write nothing."))
SHOW_RECORDS = flag("--show-records", "show_records", mark("Name the records behind each number."))
RECORD_ID = Place("id", "[ID]", mark("Its id, its name or part of one."), ids=True)
PARTY_NAME = Place("party", "[PARTY]", mark("A partner or person, by id or name."), ids=True)


def kind_of(session: "Session") -> "Kind":
    """Return the kind of record that a command's noun names."""
    from cpp_cli.models.kinds import KINDS

    return KINDS[session.command.partition(" ")[0]]
