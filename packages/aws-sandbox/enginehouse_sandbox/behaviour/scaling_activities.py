"""Scaling activities: told from what changed in a group, whoever changed it."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow

Key = tuple[str, str, str]
"""Account, region and name of a group."""


@dataclass
class Seen:
    """A group as it was when last looked at."""

    instances: dict[str, str] = field(default_factory=dict)
    desired: int = 0


_activities: dict[Key, deque[dict[str, Any]]] = defaultdict(lambda: deque(maxlen=200))
_seen: dict[Key, Seen] = {}
_causes: dict[str, str] = {}


def key_of(group: Any) -> Key:
    return group.account_id, group.region, group.name


def because(instance_id: str, cause: str) -> None:
    """Remember why an instance is about to be terminated."""
    _causes[instance_id] = cause


def look(group: Any) -> None:
    """Record an activity for each instance that came or went since the last look."""
    key = key_of(group)
    before = _seen.setdefault(key, Seen())
    now = {state.instance.id: state.availability_zone for state in list(group.instance_states)}
    desired = int(group.desired_capacity or 0)
    came, went = now.keys() - before.instances.keys(), before.instances.keys() - now.keys()
    moment = utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")
    for instance in sorted(went):
        shrunk = f"At {moment} the desired capacity changed from {before.desired} to {desired}."
        cause = _causes.pop(instance, shrunk)
        _record(key, f"Terminating EC2 instance: {instance}", cause)
    for instance in sorted(came):
        need = (
            f"At {moment} the desired capacity changed from {before.desired} to {desired}."
            if desired != before.desired
            else f"At {moment} an instance was launched: actual capacity differed from desired capacity."
        )
        _record(key, f"Launching a new EC2 instance: {instance}", need)
    _seen[key] = Seen(now, desired)


def of(key: Key) -> list[dict[str, Any]]:
    """Newest first."""
    return list(_activities[key])


def forget(key: Key) -> None:
    _seen.pop(key, None)


def clear() -> None:
    _activities.clear()
    _seen.clear()
    _causes.clear()


def _record(key: Key, description: str, cause: str) -> None:
    moment = utcnow()
    _activities[key].appendleft(
        {
            "ActivityId": str(uuid4()),
            "AutoScalingGroupName": key[2],
            "Description": description,
            "Cause": cause,
            "StartTime": moment,
            "EndTime": moment,
            "StatusCode": "Successful",
            "Progress": 100,
        }
    )
