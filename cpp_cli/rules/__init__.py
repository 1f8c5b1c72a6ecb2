"""Every rule, by family. To add one, write it in its family's module, in that module's list."""

from cpp_cli.rules import (
    accountability,
    experience,
    files,
    names,
    privacy,
    published,
    references,
    shape,
    text,
    time,
    voices,
)
from cpp_cli.rules.rule import FAMILIES, Rule

_MODULES = (
    text,
    files,
    shape,
    names,
    references,
    time,
    accountability,
    voices,
    experience,
    privacy,
    published,
)

_EVERY: list[Rule] = [rule for module in _MODULES for rule in module.RULES]

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(_EVERY, key=lambda rule: (list(FAMILIES).index(rule.code[0]), rule.code))
}
