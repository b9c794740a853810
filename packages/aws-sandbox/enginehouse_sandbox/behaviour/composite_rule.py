"""Rules of composite alarms: `ALARM("a") AND NOT (OK(b) OR TRUE)`."""

import re
from collections.abc import Callable

_TOKEN = re.compile(r'\s*(\(|\)|"[^"]*"|\'[^\']*\'|[^\s()"\']+)')
_STATES = ("ALARM", "OK", "INSUFFICIENT_DATA")


class RuleError(ValueError):
    """A rule that cannot be read."""


def evaluate(rule: str, state_of: Callable[[str], str | None]) -> bool:
    """Whether `rule` holds, given the state of an alarm by name or ARN (None when there is no such alarm)."""
    tokens = [token for token in _TOKEN.findall(rule) if token]
    value, rest = _or(tokens, state_of)
    if rest:
        raise RuleError(f"unexpected {rest[0]!r} in alarm rule {rule!r}")
    return value


_State = Callable[[str], str | None]


def _or(tokens: list[str], state_of: _State) -> tuple[bool, list[str]]:
    value, rest = _and(tokens, state_of)
    while rest and rest[0].upper() == "OR":
        right, rest = _and(rest[1:], state_of)
        value = value or right
    return value, rest


def _and(tokens: list[str], state_of: _State) -> tuple[bool, list[str]]:
    value, rest = _not(tokens, state_of)
    while rest and rest[0].upper() == "AND":
        right, rest = _not(rest[1:], state_of)
        value = value and right
    return value, rest


def _not(tokens: list[str], state_of: _State) -> tuple[bool, list[str]]:
    if not tokens:
        raise RuleError("the alarm rule ends too early")
    head, rest = tokens[0], tokens[1:]
    if head.upper() == "NOT":
        value, rest = _not(rest, state_of)
        return not value, rest
    if head == "(":
        value, rest = _or(rest, state_of)
        return value, _closed(rest)
    if head.upper() in ("TRUE", "FALSE"):
        return head.upper() == "TRUE", rest
    if head.upper() in _STATES and len(rest) >= 2 and rest[0] == "(":
        return state_of(rest[1].strip("\"'")) == head.upper(), _closed(rest[2:])
    raise RuleError(f"unexpected {head!r} in the alarm rule")


def _closed(tokens: list[str]) -> list[str]:
    if not tokens or tokens[0] != ")":
        raise RuleError("a parenthesis of the alarm rule is not closed")
    return tokens[1:]
