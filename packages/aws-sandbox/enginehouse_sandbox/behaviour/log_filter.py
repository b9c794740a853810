"""Filter patterns of CloudWatch Logs for plain terms: all of them, `?any` of them, `-none` of them, "phrases", %regex%.

JSON (`{ $.x = 1 }`) and column (`[a, b]`) patterns are refused: matching everything would show wrong lines.
"""

import re
from collections.abc import Callable

Matches = Callable[[str], bool]

_TERM = re.compile(r'\s*([-?]?)("(?:[^"\\]|\\.)*"|%[^%]+%|[^\s"]+)')


class UnsupportedPattern(ValueError):
    """A pattern this local AWS does not evaluate; its text says which kinds it does."""


def compile_pattern(pattern: str | None) -> Matches:
    """A predicate over messages. Raises UnsupportedPattern."""
    text = (pattern or "").strip()
    if not text or text == '""':
        return lambda message: True
    if text[0] in "{[":
        kind = "JSON" if text[0] == "{" else "column"
        raise UnsupportedPattern(
            f"Invalid filter pattern: {kind} patterns are not evaluated by the local AWS; terms are"
        )
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
