"""Every rule, by family. To add one, write it in its family's module, in that module's list."""

from cpp_cli.rules import accountability, names, privacy, references, shape, text, time
from cpp_cli.rules.rule import Rule

RULES: dict[str, Rule] = {
    rule.code: rule
    for family in (text, shape, names, references, time, accountability, privacy)
    for rule in family.RULES
}
