"""`cpp rule`: what a finding means."""

from cpp_cli.cli.declare import Place, takes
from cpp_cli.cli.session import Session
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.rules import one_rule, rule_list
from cpp_cli.rules import RULES


@takes(Place("code", "[CODE]", mark("A code such as A003, or a name.")))
def rule(session: Session, code: str | None) -> Answer:  # every command gets the session
    """What a finding means, with a bad and a good example.

    Without a code, all rules are listed.
    """
    if code is None:
        return rule_list()
    found = RULES.get(code.upper()) or next((r for r in RULES.values() if r.name == code), None)
    if found is None:
        raise Refused(t("There is no rule {code}.", code=code), t("See them all: cpp rule"))
    return one_rule(found)
