"""The JSON Schema of a resolution's JSON, as published at `docs/schema/resolution-1.0.json`.

It is generated from the models and never edited; `unres schema -o docs/schema/resolution-1.0.json` writes it again, and
a test compares the published file byte for byte. It describes what the library writes, so every key is required and no
other is allowed. Every property has a description: the models' docstrings give it, and for the literal `kind` that
tells one block from another, this module does.
"""

from __future__ import annotations

import json
from typing import Any

from ..models import SCHEMA_VERSION, Resolution

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema as a value; the caller may change it."""
    schema = Resolution.model_json_schema(mode="serialization", by_alias=True)
    for model in (schema, *schema.get("$defs", {}).values()):
        for name, field in model.get("properties", {}).items():
            if "const" in field and "description" not in field:
                field["description"] = f"Always {json.dumps(field['const'])}: the {name} that tells this from others."
    return {"$schema": _DIALECT, "$id": f"urn:unres:resolution:{SCHEMA_VERSION}", **schema}


def schema_text() -> str:
    """The published file's content: indented by two spaces, keys in the models' order, ending in a line break."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
