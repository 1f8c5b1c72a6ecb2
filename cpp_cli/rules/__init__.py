"""Every rule, by family and subject. To add one, write it in the module of its subject, in that
module's list."""

from cpp_cli.rules import (
    accountability,
    change,
    document,
    experience,
    files,
    names,
    part_ids,
    privacy,
    published,
    references,
    renegotiation,
    said,
    same_as,
    shape,
    text,
    time,
    voices,
)
from cpp_cli.rules.rule import FAMILIES, Rule

_MODULES = (
    text,
    document,
    files,
    shape,
    names,
    part_ids,
    references,
    same_as,
    time,
    said,
    accountability,
    renegotiation,
    voices,
    experience,
    privacy,
    published,
    change,
)

_EVERY: list[Rule] = [rule for module in _MODULES for rule in module.RULES]

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(_EVERY, key=lambda rule: (list(FAMILIES).index(rule.code[0]), rule.code))
}
