"""Filter patterns of CloudWatch Logs: terms, JSON (`{ $.level = "error" }`) and columns (`[ip, user, status >= 400]`).

Terms: all of them, `?any` of them, `-none` of them, "phrases", %regex%.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .log_columns import Columns
from .log_conditions import MISSING, Parser, Read, UnsupportedPattern

Matches = Callable[[str], bool]

_TERM = re.compile(r'\s*([-?]?)("(?:[^"\\]|\\.)*"|%[^%]+%|[^\s"]+)')
_STEP = re.compile(r"""\.([\w\-@]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]""")


@dataclass(frozen=True)
class Pattern:
    """`matches` decides over a message; `value` reads what `$.field` or `$column` names in it, or MISSING."""

    matches: Matches
    value: Callable[[str, str], Any]


def compile_pattern(pattern: str | None) -> Pattern:
    """Raises UnsupportedPattern."""
    text = (pattern or "").strip()
    if text.startswith("{") and text.endswith("}"):
        condition = Parser(text[1:-1], selector).parse()

        def matches(message: str) -> bool:
            parsed = _parsed(message)
            return parsed is not MISSING and condition(parsed)

        return Pattern(matches, json_value)
    if text.startswith("[") and text.endswith("]"):
        columns = Columns(text[1:-1])
        return Pattern(columns.matches, columns.value)
    return Pattern(_terms(text), json_value)


def json_value(message: str, reference: str) -> Any:
    parsed = _parsed(message)
    return MISSING if parsed is MISSING else selector(reference)(parsed)


def selector(token: str) -> Read:
    """The reader of `$.a.b[0]['c']`. Raises UnsupportedPattern."""
    if not token.startswith("$"):
        raise UnsupportedPattern(f"Invalid filter pattern: {token!r} is not a selector such as $.level")
    path = [next(part for part in found if part) for found in _STEP.findall(token)]

    def read(message: Any) -> Any:
        for step in path:
            if isinstance(message, dict) and step in message:
                message = message[step]
            elif isinstance(message, list) and step.isdigit() and int(step) < len(message):
                message = message[int(step)]
            else:
                return MISSING
        return message

    return read


def _parsed(message: str) -> Any:
    """The JSON object of a message; MISSING when it is none."""
    if not message.lstrip().startswith(("{", "[")):
        return MISSING
    try:
        return json.loads(message)
    except ValueError:
        return MISSING


def _terms(text: str) -> Matches:
    if not text or text == '""':
        return lambda message: True
    needed: list[Matches] = []
    optional: list[Matches] = []
    refused: list[Matches] = []
    position = 0
    while position < len(text):
        found = _TERM.match(text, position)
        if not found:
            raise UnsupportedPattern(f"Invalid filter pattern: cannot read {text[position:]!r}")
        kind, term = found.groups()
        {"": needed, "?": optional, "-": refused}[kind].append(_term(term))
        position = found.end()

    def matches(message: str) -> bool:
        return (
            all(one(message) for one in needed)
            and (not optional or any(one(message) for one in optional))
            and not any(one(message) for one in refused)
        )

    return matches


def _term(term: str) -> Matches:
    if term[0] == "%" and term[-1] == "%" and len(term) > 2:
        try:
            expression = re.compile(term[1:-1])
        except re.error as error:
            raise UnsupportedPattern(f"Invalid filter pattern: {error}") from error
        return lambda message: bool(expression.search(message))
    wanted = term[1:-1].replace('\\"', '"') if term[0] == '"' else term
    return lambda message: wanted in message
