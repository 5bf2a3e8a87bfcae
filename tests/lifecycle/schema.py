"""As much of JSON Schema as our own schemas use, so that what we give out is held to what we say it is."""

import re
from collections.abc import Iterator
from typing import Any

type Schema = dict[str, Any]

IS_A = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
SAID = {"title", "description", "format", "$schema", "$defs"}
KNOWN = SAID | {"type", "const", "enum", "pattern", "minimum", "oneOf", "$ref"}
KNOWN |= {"properties", "required", "additionalProperties", "items", "minItems", "maxItems"}


def mistakes(value: Any, schema: Schema, whole: Schema, where: str = "it") -> Iterator[str]:
    """What in the value is not as the schema says; nothing where all is well."""
    assert set(schema) <= KNOWN, f"this checker does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from mistakes(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, where)
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not list(mistakes(value, one, whole))]
        if len(fitting) != 1:
            yield f"{where} fits {len(fitting)} of the choices"
    yield from _plain(value, schema, where)
    if isinstance(value, dict):
        yield from _object(value, schema, whole, where)
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from mistakes(one, schema["items"], whole, f"{where}[{number}]")


def _plain(value: Any, schema: Schema, where: str) -> Iterator[str]:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(IS_A[kind](value) for kind in kinds):
        yield f"{where} is no {' or '.join(kinds)}: {value!r}"
        return
    if value != schema.get("const", value) or value not in schema.get("enum", [value]):
        yield f"{where} is none of those allowed: {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{where} is not written as it should be: {value!r}"
    if isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{where} is too small: {value!r}"
    if isinstance(value, list) and not schema.get("minItems", 0) <= len(value) <= schema.get(
        "maxItems", len(value)
    ):
        yield f"{where} has {len(value)} items"


def _object(value: dict[str, Any], schema: Schema, whole: Schema, where: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for key in set(schema.get("required", [])) - set(value):
        yield f"{where} lacks {key}"
    for key, one in value.items():
        if key in known:
            yield from mistakes(one, known[key], whole, f"{where}.{key}")
        elif others is False:
            yield f"{where} has {key}, which the schema does not know"
        elif isinstance(others, dict):
            yield from mistakes(one, others, whole, f"{where}.{key}")
