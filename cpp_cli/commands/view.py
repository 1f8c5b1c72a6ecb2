"""What may be published of the records, for the commands whose answers anybody may read."""

from cpp_cli.errors import Refused
from cpp_cli.ledger.public import published
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.public import View


def public_view(session: "Session", found: "list[Standing]") -> "View":
    """Return what may be published; refused where some record cannot be read."""
    store = session.store
    if store.left_out or session.store_now.left_out:
        raise Refused(
            t("Some records cannot be read; who may be named cannot be known without them."),
            t("See which: cpp validate"),
        )
    return published(store, found, session.today, session.store_now)
