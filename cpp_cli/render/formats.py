"""Each format but text by its name; what shows it is imported when it is asked for."""

from cpp_cli.messages import language
from cpp_cli.reports.answer import About, Answer


def rendered(answer: Answer, form: str, about: About) -> str:
    """Return the answer of a command in a format that the command has."""
    if form in ("json", "csv"):
        from cpp_cli.render import tables

        return tables.to_csv(answer) if form == "csv" else tables.to_json(answer, about)
    if form == "md":
        from cpp_cli.render import markdown

        return markdown.render(answer)
    if form == "html":
        from cpp_cli.render import html

        return html.render(answer, f"cpp {about.command}".rstrip(), language())
    return _special(answer, form, about)


def _special(answer: Answer, form: str, about: About) -> str:
    if form in ("ics", "vcf"):
        from cpp_cli.render import contentlines

        write = contentlines.to_ics if form == "ics" else contentlines.to_vcf
        return write(answer.special)
    if form == "github":
        from cpp_cli.render import annotations

        return annotations.render(answer.special.notes, answer.special.headline, about.command)
    from cpp_cli.render import gitlab, junit, sarif

    write_findings = {"gitlab": gitlab.render, "sarif": sarif.render, "junit": junit.render}
    return write_findings[form](answer.special)
