"""Instance refresh: a group's instances replaced one by one, one a beat of the clock."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow

from .scaling_activities import Key, because, key_of

_RUNNING = ("Pending", "InProgress", "Cancelling")

_refreshes: dict[Key, list[dict[str, Any]]] = defaultdict(list)
_to_replace: dict[str, list[str]] = {}


class RefreshInProgress(ServiceException):
    code = "InstanceRefreshInProgress"
    message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."


class NoActiveRefresh(ServiceException):
    code = "ActiveInstanceRefreshNotFound"
    message = "No in progress or pending Instance Refresh found for Auto Scaling group."


def start(group: Any, preferences: dict[str, Any]) -> str:
    """Returns the id of the new refresh."""
    key = key_of(group)
    if any(refresh["Status"] in _RUNNING for refresh in _refreshes[key]):
        raise RefreshInProgress()
    instances = [state.instance.id for state in group.instance_states]
    identifier = str(uuid4())
    _to_replace[identifier] = instances
    _refreshes[key].insert(
        0,
        {
            "InstanceRefreshId": identifier,
            "AutoScalingGroupName": group.name,
            "Status": "Pending",
            "StartTime": utcnow(),
            "PercentageComplete": 0,
            "InstancesToUpdate": len(instances),
            "Preferences": preferences,
        },
    )
    return identifier


def cancel(group: Any) -> str:
    for refresh in _refreshes[key_of(group)]:
        if refresh["Status"] in _RUNNING:
            refresh.update(Status="Cancelled", EndTime=utcnow())
            return refresh["InstanceRefreshId"]
    raise NoActiveRefresh()


def of(key: Key) -> list[dict[str, Any]]:
    """Newest first."""
    return list(_refreshes[key])


def advance(backend: Any, group: Any) -> None:
    """Replace one more instance of a running refresh."""
    for refresh in _refreshes.get(key_of(group), []):
        if refresh["Status"] == "Pending":
            refresh["Status"] = "InProgress"
        elif refresh["Status"] == "InProgress":
            _replace_one(backend, group, refresh)


def clear() -> None:
    _refreshes.clear()
    _to_replace.clear()


def _replace_one(backend: Any, group: Any, refresh: dict[str, Any]) -> None:
    identifier = refresh["InstanceRefreshId"]
    live = {state.instance.id for state in group.instance_states}
    total = max(refresh.setdefault("Total", refresh["InstancesToUpdate"]), 1)
    todo = [instance for instance in _to_replace[identifier] if instance in live]
    if todo:
        instance = todo.pop(0)
        because(instance, f"An instance was taken out of service in response to instance refresh {identifier}.")
        backend.terminate_instance(instance, False)
    _to_replace[identifier] = todo
    refresh.update(InstancesToUpdate=len(todo), PercentageComplete=100 * (total - len(todo)) // total)
    if not todo:
        refresh.update(Status="Successful", EndTime=utcnow(), PercentageComplete=100)
