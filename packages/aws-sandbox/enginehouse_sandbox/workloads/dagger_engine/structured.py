"""The engine's `key=value` text as the pool's instances ship it: a JSON object a line, with a correlation id."""

import json
import re
from typing import Any

_FIELD = re.compile(r'([^\s="]+)=("(?:[^"\\]|\\.)*"|\S*)')
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_CORRELATION = ("session", "sessionID", "session_id", "traceID", "clientID", "client_id")


def structured(text: str, service: str) -> str:
    """What belongs together has the same `correlation_id`: the session's id, else the trace's, else the client's."""
    fields: dict[str, Any] = {_name(key): _value(value) for key, value in _FIELD.findall(text)}
    if "level" not in fields or "msg" not in fields:
        fields = {"level": "info", "msg": text}
    level = str(fields["level"]).lower()
    fields["level"] = "warn" if level == "warning" else level
    found = next((fields[name] for name in _CORRELATION if name in fields), None)
    if found is not None:
        fields["correlation_id"] = str(found)
    fields["service"] = service
    return json.dumps(fields, ensure_ascii=False)


def _name(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", key).strip("_")


def _value(text: str) -> Any:
    if _NUMBER.fullmatch(text):
        return json.loads(text)
    if not text.startswith('"'):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text[1:-1]
