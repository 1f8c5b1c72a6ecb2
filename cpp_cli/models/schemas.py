"""JSON Schemas of the records (2020-12), generated from the models, for editors."""

import json
from typing import Any

from cpp_cli.models.kinds import KINDS, Kind

FOLDER = "schemas"


def generate() -> dict[str, str]:
    """Return the text of each schema by its path."""
    return {f"{FOLDER}/{kind.name}.schema.json": _text(kind) for kind in KINDS.values()}


def _text(kind: Kind) -> str:
    from cpp_cli.models.strict import strict  # what only needs the name of the folder waits less

    schema = _tidy(strict(kind.model).model_json_schema(by_alias=True))
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:cpp:schema:{kind.name}",
    }
    return json.dumps(head | schema, indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any, name: str = "") -> Any:
    """Take out what misleads an editor: a field is left out, never written as null."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    options = [option for option in node.get("anyOf", ()) if option != {"type": "null"}]
    rest = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
    if "description" in rest and isinstance(rest["description"], str):
        rest["description"] = " ".join(rest["description"].split())
    if len(options) == 1:
        rest = options[0] | rest
    elif options:
        rest["anyOf"] = options
    if name == "properties" or name == "$defs":
        return {key: _tidy(value) for key, value in node.items()}
    return {key: _tidy(value, key) for key, value in rest.items()}
