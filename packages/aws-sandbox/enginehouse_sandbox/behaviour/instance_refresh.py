"""Instance refresh: a group's instances replaced one by one, each only when the ones before it serve.

`MinHealthyPercentage` says how many must serve meanwhile, `MaxHealthyPercentage` above 100 lets a replacement start
before its predecessor goes; a protected instance is waited for, refreshed or left, as `ScaleInProtectedInstances` says.
An alarm of `AlarmSpecification` that fires ends it. `InstanceWarmup` and the health check type play no part: what the
target groups of a new instance see is waited for instead.
"""

from collections import defaultdict
from math import ceil
from typing import Any
from uuid import uuid4

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow

from .refresh_health import serves
from .scaling_activities import Key, because, key_of

_GOING = ("Pending", "InProgress", "Cancelling", "RollbackInProgress")
_DEFAULTS = {"MinHealthyPercentage": 90, "MaxHealthyPercentage": 100, "ScaleInProtectedInstances": "Wait"}

_refreshes: dict[Key, list[dict[str, Any]]] = defaultdict(list)
_work: dict[str, "Work"] = {}


class RefreshInProgress(ServiceException):
    code = "InstanceRefreshInProgress"
    message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."


class NoActiveRefresh(ServiceException):
    code = "ActiveInstanceRefreshNotFound"
    message = "No in progress or pending Instance Refresh found for Auto Scaling group."


class IrreversibleRefresh(ServiceException):
    code = "IrreversibleInstanceRefresh"
    message = "The desired configuration does not exist for this instance refresh or it cannot be rolled back."


class Work:
    """What a refresh has to do: instances to replace, and the launch template version it came from."""

    def __init__(self, group: Any, preferences: dict[str, Any], desired: dict[str, Any] | None) -> None:
        self.version_before = group.launch_template_version
        wanted = (desired or {}).get("LaunchTemplate", {}).get("Version")
        self.reversible = desired is not None
        if wanted:
            group.launch_template_version = wanted
        skips = str(preferences.get("SkipMatching", False)).lower() == "true"
        active = group.active_instances()
        self.old = [state.instance.id for state in active if not (skips and _matches(group, state))]
        self.total = len(self.old)


def start(group: Any, preferences: dict[str, Any], desired: dict[str, Any] | None = None) -> str:
    """Returns the id of the new refresh."""
    key = key_of(group)
    if any(refresh["Status"] in _GOING for refresh in _refreshes[key]):
        raise RefreshInProgress()
    identifier = str(uuid4())
    work = _work[identifier] = Work(group, preferences, desired)
    refresh = {
        "InstanceRefreshId": identifier,
        "AutoScalingGroupName": group.name,
        "Status": "Pending",
        "StartTime": utcnow(),
        "PercentageComplete": 0,
        "InstancesToUpdate": work.total,
        "Preferences": {**_DEFAULTS, **preferences},
        **({"DesiredConfiguration": desired} if desired else {}),
    }
    _refreshes[key].insert(0, refresh)
    return identifier


def cancel(group: Any) -> str:
    """What is replaced stays replaced."""
    refresh = _going(group)
    refresh.update(Status="Cancelled", EndTime=utcnow(), StatusReason="Cancelled due to user request.")
    return str(refresh["InstanceRefreshId"])


def roll_back(group: Any) -> str:
    """Go back to the configuration before: the instances that are new are replaced."""
    refresh = _going(group)
    work = _work[refresh["InstanceRefreshId"]]
    if not work.reversible:
        raise IrreversibleRefresh()
    group.launch_template_version = work.version_before
    new = [state.instance.id for state in group.active_instances() if state.instance.id not in work.old]
    work.old, work.total = new, len(new)
    refresh.update(
        Status="RollbackInProgress",
        PercentageComplete=0,
        InstancesToUpdate=len(new),
        StatusReason="Rollback requested by user.",
    )
    return str(refresh["InstanceRefreshId"])


def of(key: Key) -> list[dict[str, Any]]:
    """Newest first."""
    return list(_refreshes[key])


def advance(backend: Any, group: Any) -> None:
    """One step of a running refresh."""
    for refresh in _refreshes.get(key_of(group), []):
        firing = _firing(backend, refresh)
        if refresh["Status"] in ("Pending", "InProgress") and firing:
            reason = f"The following CloudWatch alarms are in ALARM state: {', '.join(firing)}."
            refresh.update(Status="Failed", EndTime=utcnow(), StatusReason=reason)
        elif refresh["Status"] == "Pending":
            refresh["Status"] = "InProgress"
        elif refresh["Status"] in ("InProgress", "RollbackInProgress"):
            _step(backend, group, refresh)


def clear() -> None:
    _refreshes.clear()
    _work.clear()


def _firing(backend: Any, refresh: dict[str, Any]) -> list[str]:
    """Names of the alarms the refresh watches that are in ALARM."""
    watched = refresh["Preferences"].get("AlarmSpecification", {}).get("Alarms", [])
    known = cloudwatch_backends[backend.account_id][backend.region_name].alarms
    return [name for name in watched if name in known and known[name].state_value == "ALARM"]


def _matches(group: Any, state: Any) -> bool:
    """Whether the instance was launched with the version that new ones get."""
    template = getattr(group, "ec2_launch_template", None)
    launched = getattr(state.instance, "launched_version", None)
    return template is not None and launched == str(template.get_version(group.launch_template_version).number)


def _going(group: Any) -> dict[str, Any]:
    for refresh in _refreshes[key_of(group)]:
        if refresh["Status"] in _GOING:
            return refresh
    raise NoActiveRefresh()


def _step(backend: Any, group: Any, refresh: dict[str, Any]) -> None:
    """Replace an instance if enough others serve; tell what is waited for otherwise."""
    work, preferences = _work[refresh["InstanceRefreshId"]], refresh["Preferences"]
    active = group.active_instances()
    work.old = [identifier for identifier in work.old if identifier in {state.instance.id for state in active}]
    if preferences["ScaleInProtectedInstances"] == "Ignore":
        protected = {state.instance.id for state in active if state.protected_from_scale_in}
        work.old = [identifier for identifier in work.old if identifier not in protected]
    waiting = [state.instance.id for state in active if not serves(backend, group, state.instance.id)]
    new_waiting = [identifier for identifier in waiting if identifier not in work.old]
    done = work.total - len(work.old) - len(new_waiting)
    percentage = 100 * max(done, 0) // max(work.total, 1)
    refresh.update(InstancesToUpdate=len(work.old), PercentageComplete=percentage)
    if new_waiting:
        refresh["StatusReason"] = (
            f"Waiting for remaining instances to be available. For example: {new_waiting[0]} has insufficient data "
            "to evaluate its health with Elastic Load Balancing."
        )
    elif not work.old:
        rolled = refresh["Status"] == "RollbackInProgress"
        status = "RollbackSuccessful" if rolled else "Successful"
        refresh.update(Status=status, EndTime=utcnow(), PercentageComplete=100, StatusReason=None)
    else:
        _replace(backend, group, refresh, work, waiting)


def _replace(backend: Any, group: Any, refresh: dict[str, Any], work: Work, waiting: list[str]) -> None:
    preferences, desired = refresh["Preferences"], int(group.desired_capacity)
    states = {state.instance.id: state for state in group.active_instances()}
    free = [one for one in work.old if not states[one].protected_from_scale_in]
    if not free and preferences["ScaleInProtectedInstances"] == "Wait":
        refresh["StatusReason"] = f"Waiting for instances that are protected from scale in. For example: {work.old[0]}."
        return
    refresh["StatusReason"] = None
    # What does not serve goes first: its replacement can only help.
    chosen = next((one for one in waiting if one in work.old), (free or work.old)[0])
    serving = len(states) - len(waiting)
    if int(preferences["MaxHealthyPercentage"]) > 100 and len(states) <= desired:
        group.replace_autoscaling_group_instances(1, group.get_propagated_tags())
        backend.update_attached_target_groups(group.name)
        return
    least = min(ceil(desired * int(preferences["MinHealthyPercentage"]) / 100), desired - 1)
    if chosen in waiting or serving - 1 >= least:
        reason = f"An instance was taken out of service in response to instance refresh {refresh['InstanceRefreshId']}."
        because(chosen, reason)
        states[chosen].protected_from_scale_in = False
        backend.terminate_instance(chosen, False)
