"""Every text for people is a template with named values, marked here for translation.

`t` fills a template, `tn` chooses between one and many, `mark` names one that is filled later.
"""


def mark(template: str) -> str:
    """Mark a template for translation without filling it."""
    return template


def t(template: str, /, **values: object) -> str:
    """Return the template with its named values filled in."""
    return template.format(**values) if values else template


def tn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return `one` or `many` by `count`, which both may name as `{count}`."""
    return (one if count == 1 else many).format(count=count, **values)
