"""`/sandbox/faults`: GET lists the rules, POST adds one (or a list), DELETE drops all, or those with given fields."""

from typing import Any

from ..control import ControlRequest
from . import rules


def control(request: ControlRequest) -> Any:
    if request.method == "POST":
        given = request.body if isinstance(request.body, list) else [request.body]
        for rule in [rules.parse(one) for one in given]:
            rules.add(rule)
    if request.method == "DELETE":
        rules.clear(request.body if isinstance(request.body, dict) else None)
    return [rule.described() for rule in rules.active()]
