"""Fit CloudFormation property values (PascalCase, often strings) to an AWS API input shape."""

import json
from typing import Any

from botocore.model import Shape


def coerce(value: Any, shape: Shape) -> Any:
    """`value` in the form `shape` takes: members matched without case, unknown members left out,
    text to number or boolean, tag lists to tag maps and back, documents to JSON text."""
    match shape.type_name:
        case "structure":
            return _structure(value, shape)
        case "list":
            return _list(value, shape)
        case "map":
            return _map(value, shape)
        case "integer" | "long":
            return int(float(value))
        case "float" | "double":
            return float(value)
        case "boolean":
            return value if isinstance(value, bool) else str(value).lower() == "true"
        case "string":
            return _text(value)
        case _:
            return value


def _structure(value: Any, shape: Any) -> Any:
    if not isinstance(value, dict):
        return value
    by_lower = {key.lower(): key for key in value}
    return {
        member: coerce(value[by_lower[member.lower()]], inner)
        for member, inner in shape.members.items()
        if member.lower() in by_lower and value[by_lower[member.lower()]] is not None
    }


def _list(value: Any, shape: Any) -> list[Any]:
    if isinstance(value, dict):
        value = [{"Key": key, "Value": inner} for key, inner in value.items()]
    return [coerce(inner, shape.member) for inner in (value if isinstance(value, list) else [value])]


def _map(value: Any, shape: Any) -> dict[str, Any]:
    if isinstance(value, list):
        return {tag["Key"]: tag["Value"] for tag in value}
    return {str(key): coerce(inner, shape.value) for key, inner in value.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value)
    return str(value)
