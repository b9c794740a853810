"""The three forms of text in an engine host's logs, as Dagger 0.21 and stunnel 5 write them.

The engine writes through two Go libraries: logrus (`level=info`, whole seconds) and
slog (`level=INFO`, milliseconds). A reader of its logs meets both.
"""

import re
from datetime import UTC, datetime

Field = str | int | float | bool
_PLAIN = re.compile(r"[\w./@^+:\-]+")


def _value(value: Field) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if _PLAIN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _fields(fields: dict[str, Field]) -> str:
    return "".join(f" {key}={_value(value)}" for key, value in fields.items())


def logrus(at: float, level: str, message: str, fields: dict[str, Field] | None = None) -> str:
    time = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'time="{time}" level={level} msg={_value(message)}{_fields(dict(sorted((fields or {}).items())))}'


def slog(at: float, level: str, message: str, fields: dict[str, Field] | None = None) -> str:
    time = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return f"time={time} level={level} msg={_value(message)}{_fields(fields or {})}"


def stunnel(at: float, level: int, thread: int | str, message: str) -> str:
    """`level` as in syslog: 3 error, 4 warning, 5 notice."""
    time = datetime.fromtimestamp(at, UTC).strftime("%Y.%m.%d %H:%M:%S")
    return f"{time} LOG{level}[{thread}]: {message}"
