"""Findings as JUnit XML, which build servers show as tests: a case for each, and for each file
that is in order."""

from xml.etree import ElementTree

from cpp_cli.finding import Finding
from cpp_cli.render.safe import exact_line, one_line
from cpp_cli.reports.findings import Checked, message_of, remedy_of
from cpp_cli.rules import RULES


def render(checked: Checked) -> str:
    """Return every finding as a case: an error fails; a warning does where warnings count.

    What XML cannot hold is never in it: such characters are shown escaped everywhere.
    """
    found = {finding.path for finding in checked.found}
    clean = [path for path in checked.paths() if path not in found]
    failures = len(checked.found) if checked.strict else len(checked.errors)
    counts = {"tests": str(len(checked.found) + len(clean)), "failures": str(failures)}
    root = ElementTree.Element("testsuites", {"name": "cpp validate", **counts})
    suite = ElementTree.SubElement(
        root, "testsuite", {"name": "records", **counts, "errors": "0", "skipped": "0"}
    )
    for path in clean:
        _case(suite, path, path)
    for finding in checked.found:
        _finding(suite, finding, checked.strict)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: ElementTree.Element, path: str, name: str) -> ElementTree.Element:
    shown = {"name": exact_line(name), "classname": exact_line(path)}
    return ElementTree.SubElement(suite, "testcase", shown)


def _finding(suite: ElementTree.Element, finding: Finding, strict: bool) -> None:
    rule, place = RULES[finding.code], finding.place
    name = f"{finding.path}:{place.line}:{place.column} {rule.code} {rule.name}"
    case = _case(suite, finding.path, name)
    message, remedy = one_line(message_of(finding)), one_line(remedy_of(finding))
    if rule.severity == "error" or strict:
        failure = {"type": f"{rule.code} {rule.name}", "message": message}
        ElementTree.SubElement(case, "failure", failure).text = f"{message}\n{remedy}"
    else:
        ElementTree.SubElement(case, "system-out").text = f"{message}\n{remedy}"
