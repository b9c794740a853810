"""What JSON and column patterns of CloudWatch Logs have in common: tokens, comparisons, and how they combine."""

import operator
import re
from collections.abc import Callable
from typing import Any

Condition = Callable[[Any], bool]
"""Takes what a message was read as."""
Read = Callable[[Any], Any]
"""Takes the same; answers a field's value, or MISSING."""
MISSING: Any = object()

_TOKEN = re.compile(
    r"""\s*(?P<token>
        "(?:[^"\\]|\\.)*" | %[^%]+% | && | \|\| | != | >= | <= | [=<>(),] |
        \$(?:\.[\w\-@]+|\[(?:\d+|'[^']*'|"[^"]*")\]|\.)+ |
        [^\s"=<>!(),&|]+ )""",
    re.VERBOSE,
)
_ORDER = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


class UnsupportedPattern(ValueError):
    """A pattern this local AWS does not evaluate; its text says why."""


def tokens(text: str) -> list[str]:
    found, position, text = [], 0, text.strip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match:
            raise UnsupportedPattern(f"Invalid filter pattern: cannot read {text[position:]!r}")
        found.append(match.group("token"))
        position = match.end()
    return found


class Parser:
    """Conditions joined by && and ||, in parentheses. `read` makes a field's reader of a selector token."""

    def __init__(self, text: str, read: Callable[[str], Read]) -> None:
        self._tokens = tokens(text)
        self._read = read

    def parse(self) -> Condition:
        """Raises UnsupportedPattern."""
        if not self._tokens:
            raise UnsupportedPattern("Invalid filter pattern: it is empty")
        condition = self._any()
        if self._tokens:
            raise UnsupportedPattern(f"Invalid filter pattern: unexpected {self._tokens[0]!r}")
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._take("||"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else lambda message: any(part(message) for part in parts)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._take("&&"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda message: all(part(message) for part in parts)

    def _one(self) -> Condition:
        if self._take("("):
            inner = self._any()
            if not self._take(")"):
                raise UnsupportedPattern("Invalid filter pattern: a parenthesis is not closed")
            return inner
        read, word = self._read(self._next()), self._next()
        if word.upper() in ("IS", "NOT", "EXISTS"):
            return _state(read, [word.upper(), *([] if word.upper() == "EXISTS" else [self._next().upper()])])
        return comparison(read, word, self._next())

    def _take(self, token: str) -> bool:
        if self._tokens and self._tokens[0] == token:
            self._tokens.pop(0)
            return True
        return False

    def _next(self) -> str:
        if not self._tokens:
            raise UnsupportedPattern("Invalid filter pattern: it ends too early")
        return self._tokens.pop(0)


def _state(read: Read, words: list[str]) -> Condition:
    match words:
        case ["IS", "NULL"]:
            return lambda message: read(message) is None
        case ["IS", "TRUE"]:
            return lambda message: read(message) is True
        case ["IS", "FALSE"]:
            return lambda message: read(message) is False
        case ["EXISTS"]:
            return lambda message: read(message) is not MISSING
        case ["NOT", "EXISTS"]:
            return lambda message: read(message) is MISSING
    raise UnsupportedPattern(f"Invalid filter pattern: {' '.join(words)} is not known")


def comparison(read: Read, operator_token: str, value: str) -> Condition:
    """`field = value`, with numbers compared as numbers, `*` as a wildcard and %regex%."""
    if operator_token in _ORDER:
        compare, bound = _ORDER[operator_token], number(value)
        if bound is None:
            raise UnsupportedPattern(f"Invalid filter pattern: {value!r} is not a number")

        def ordered(message: Any) -> bool:
            held = number(read(message))
            return held is not None and bool(compare(held, bound))

        return ordered
    if operator_token not in ("=", "!="):
        raise UnsupportedPattern(f"Invalid filter pattern: {operator_token!r} is not an operator")
    equal, wanted = _equality(value), operator_token == "="

    def compared(message: Any) -> bool:
        held = read(message)
        return held is not MISSING and equal(held) == wanted

    return compared


def number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _equality(token: str) -> Callable[[Any], bool]:
    if token[0] == "%" and token[-1] == "%" and len(token) > 2:
        expression = re.compile(token[1:-1])
        return lambda held: bool(expression.search(_text(held)))
    text = token[1:-1].replace('\\"', '"') if token[0] == '"' else token
    if "*" in text:
        pattern = re.compile(".*".join(map(re.escape, text.split("*"))), re.DOTALL)
        return lambda held: bool(pattern.fullmatch(_text(held)))
    wanted = number(text)
    if wanted is not None and token[0] != '"':
        return lambda held: number(held) == wanted
    return lambda held: _text(held) == text


def _text(value: Any) -> str:
    return value if isinstance(value, str) else {True: "true", False: "false", None: "null"}.get(value, str(value))
