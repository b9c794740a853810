"""Column patterns of CloudWatch Logs: `[ip, user, ..., status = 4*, bytes]` over messages separated by spaces."""

import re
from typing import Any

from .log_conditions import MISSING, Condition, Parser, Read, UnsupportedPattern, tokens

_COLUMN = re.compile(r'\[[^\]]*\]|"[^"]*"|\S+')
_REST = "..."


class Columns:
    """Columns by name; a message needs as many as the pattern has, unless it has an ellipsis."""

    def __init__(self, text: str) -> None:
        self._names: list[str] = []
        self._conditions: list[Condition] = []
        for part in text.split(","):
            self._add(part.strip())
        if self._names.count(_REST) > 1:
            raise UnsupportedPattern("Invalid filter pattern: more than one ellipsis")

    def matches(self, message: str) -> bool:
        row = self._row(message)
        return row is not None and all(condition(row) for condition in self._conditions)

    def value(self, message: str, reference: str) -> Any:
        """What `$name` is in the message."""
        row = self._row(message)
        return MISSING if row is None else row.get(reference.removeprefix("$"), MISSING)

    def _add(self, part: str) -> None:
        found = tokens(part)
        name = found[0].lstrip("(") if found else f"column{len(self._names)}"
        self._names.append(name)
        if len(found) > 1:
            self._conditions.append(Parser(part, _reader).parse())

    def _row(self, message: str) -> dict[str, Any] | None:
        held = [column.strip('"[]') for column in _COLUMN.findall(message)]
        if _REST in self._names:
            place = self._names.index(_REST)
            behind = len(self._names) - place - 1
            if len(held) < place + behind:
                return None
            held = [*held[:place], "", *held[len(held) - behind :]]
        return dict(zip(self._names, held, strict=True)) if len(held) == len(self._names) else None


def _reader(name: str) -> Read:
    return lambda row: row.get(name, MISSING)
