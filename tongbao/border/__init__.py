"""Our records as JSON: one function for each model of ``schemas.border``."""

from collections.abc import Mapping
from json import dumps

from pydantic_core import PydanticSerializationError

from schemas.border import COMMANDS
from schemas.border.common import Border


def record_to_json(record: Border) -> str:
    """Return the JSON document of a record, ended by a line feed."""
    try:
        return record.model_dump_json(indent=2, by_alias=True) + "\n"
    except PydanticSerializationError:
        # A broken text layer may hold half a surrogate pair, which UTF-8 has no bytes for and JSON an escape.
        plain = dumps(record.model_dump(by_alias=True), indent=2, ensure_ascii=False)
        return plain.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def command_schemas() -> Mapping[str, object]:
    """Return the JSON Schema of what each command prints."""
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **record.model_json_schema(mode="serialization"),
        }
        for name, record in COMMANDS
    }
