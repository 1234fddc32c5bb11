"""The published JSON Schema is the models' own, describes every field, and holds for what the library writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handmade import arabic, lettered, reading_rooms
from unres.exports.schema import json_schema, schema_text
from unres.models import Resolution

PUBLISHED = Path(__file__).parent.parent / "docs" / "schema" / "resolution-1.0.json"


def test_the_published_schema_is_up_to_date() -> None:
    again = "write it again: unres schema -o docs/schema/resolution-1.0.json"
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), again


def test_every_field_has_a_description() -> None:
    schema = json_schema()
    models = {"Resolution": schema, **schema["$defs"]}
    fields = {name: model.get("properties") or dict(enumerate(model["prefixItems"])) for name, model in models.items()}
    assert [f"{m}.{n}" for m, all_of in fields.items() for n, f in all_of.items() if "description" not in f] == []
    assert [name for name, m in models.items() if "properties" in m and "description" not in m] == []


def test_the_file_is_named_after_the_version_in_the_data() -> None:
    assert PUBLISHED.stem == f"resolution-{Resolution().schema_version}"
    assert json_schema()["$id"].endswith(f":{Resolution().schema_version}")


@pytest.mark.parametrize("resolution", [reading_rooms(), lettered(), arabic(), Resolution()])
def test_what_the_library_writes_is_valid(resolution: Resolution) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(resolution.model_dump_json()), json_schema())


def test_an_unknown_key_is_refused() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    data = json.loads(reading_rooms().model_dump_json())
    data["colour"] = "blue"
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(data, json_schema())
