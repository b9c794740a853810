"""Fault rules: which API call or which resource fails, how often, how late.

An API rule has `service` and `action` (a regular expression), and `error`, `message`, `status`, `delay` (seconds).
A resource rule has `resource` (a regular expression over "<logical id> <type>"), and `stack`, `phase`, `reason`.
Both may have `rate` (0 to 1, how often it strikes; default always) and `count` (how often at most).
A rule with `hold` lets what it strikes wait as long as the rule stands, and then go on.
"""

import random
import re
import threading
import time
from dataclasses import asdict, dataclass
from typing import Any

from ..control import ControlError

PHASES = ("CREATE", "UPDATE", "ROLLBACK", "DELETE", "START")
DEFAULT_REASON = "Resource handler returned message: injected failure"


class InjectedFailure(Exception):
    """A failure asked for by a rule; its text is the event's reason."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass
class Rule:
    service: str | None = None
    action: str = "."
    error: str | None = None
    message: str = "Rate exceeded"
    status: int = 400
    delay: float = 0
    hold: bool = False
    resource: str | None = None
    stack: str | None = None
    phase: str = "CREATE"
    reason: str = DEFAULT_REASON
    rate: float = 1
    count: int | None = None

    @property
    def of_resource(self) -> bool:
        return self.resource is not None

    def matches_call(self, service: str, action: str) -> bool:
        return self.service in (None, service) and bool(re.search(self.action, action))

    def described(self) -> dict[str, Any]:
        """The rule as it was given, defaults left out."""
        return {key: value for key, value in asdict(self).items() if value != getattr(Rule, key, None)}


_rules: list[Rule] = []
_changed = threading.Condition()


def parse(given: Any) -> Rule:
    """A rule from a control request. Raises ControlError naming field and what is accepted."""
    if not isinstance(given, dict):
        raise ControlError("a fault rule is an object", accepted="{service, action, error, ...} or {resource, ...}")
    fields = Rule.__dataclass_fields__
    for name, value in given.items():
        if name not in fields:
            raise ControlError(f"unknown field {name}", path=name, accepted=", ".join(fields))
        if name in ("rate", "delay", "status", "count") and not isinstance(value, (int, float)):
            raise ControlError(f"{name} is {value!r}", path=name, accepted="a number")
        if name == "hold" and not isinstance(value, bool):
            raise ControlError(f"{name} is {value!r}", path=name, accepted="true or false")
    if given.get("phase", "CREATE") not in PHASES:
        raise ControlError(f"phase is {given['phase']!r}", path="phase", accepted=", ".join(PHASES))
    for name in ("action", "resource"):
        try:
            re.compile(given.get(name, "") or "")
        except re.error as error:
            raise ControlError(f"{name}: {error}", path=name, accepted="a regular expression") from error
    if "resource" not in given and not any(given.get(effect) for effect in ("error", "delay", "hold")):
        raise ControlError("the rule has no effect", path="error", accepted="error, delay, hold, or a resource rule")
    return Rule(**given)


def add(rule: Rule) -> None:
    with _changed:
        _rules.append(rule)


def clear(like: dict[str, Any] | None = None) -> None:
    """Drop the rules that have the fields of `like`, or all of them; what they hold goes on."""
    with _changed:
        _rules[:] = [rule for rule in _rules if like and not like.items() <= asdict(rule).items()]
        _changed.notify_all()


def active() -> list[Rule]:
    return list(_rules)


def strike(rule: Rule) -> bool:
    """Whether the rule strikes this time; uses up one of its `count`. A rule that holds stays, with a count of 0."""
    if random.random() >= rule.rate:
        return False
    with _changed:
        if not _stands(rule) or rule.count == 0:
            return False
        if rule.count is not None:
            rule.count -= 1
            if rule.count <= 0 and not rule.hold:
                _rules.remove(rule)
    return True


def wait(rule: Rule) -> None:
    """As long as the rule that struck says."""
    time.sleep(rule.delay)
    if rule.hold:
        with _changed:
            _changed.wait_for(lambda: not _stands(rule))


def _stands(rule: Rule) -> bool:
    return any(rule is each for each in _rules)


def check_resource(stack: str, logical_id: str, resource_type: str, phase: str) -> None:
    """Wait, or raise InjectedFailure, when a resource rule strikes."""
    for rule in active():
        if not rule.of_resource or rule.phase != phase or rule.stack not in (None, stack):
            continue
        if re.search(rule.resource or "", f"{logical_id} {resource_type}") and strike(rule):
            wait(rule)
            if not rule.hold:
                raise InjectedFailure(rule.reason)
