"""The health of load balancer targets: initial, then healthy, unless overridden at `/sandbox/targets`."""

import time
from dataclasses import dataclass
from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeHealthStatus, FakeTargetGroup

from ..control import ControlError, ControlRequest, register
from ..settings import INITIAL_SECONDS

STATES = ("healthy", "unhealthy", "initial", "unused", "draining", "unavailable")


@dataclass(frozen=True)
class Override:
    state: str
    reason: str
    description: str


OVERRIDES: dict[tuple[str, str], Override] = {}
"""By target group ARN ("*" for every group) and target id."""
_registered: dict[tuple[str, str], float] = {}


def install() -> None:
    stock_register, stock_health = FakeTargetGroup.register, FakeTargetGroup.health_for

    def register_targets(self: Any, targets: list[dict[str, Any]]) -> None:
        running = [target for target in targets if not _gone(self.ec2_backend, target["Id"])]
        stock_register(self, running)
        for target in running:
            _registered.setdefault((self.arn, target["Id"]), time.monotonic())

    def health_for(self: Any, target: dict[str, Any], ec2_backend: Any) -> FakeHealthStatus:
        found = stock_health(self, target, ec2_backend)
        return _seen(self, found) if found.status == "healthy" else found

    def describe(self: Any, target_group_arn: str, targets: list[dict[str, Any]]) -> list[FakeHealthStatus]:
        group = self.target_groups.get(target_group_arn)
        if group:
            forget_terminated(group)
        return stock_describe(self, target_group_arn, targets)

    stock_describe = ELBv2Backend.describe_target_health
    FakeTargetGroup.register = register_targets
    FakeTargetGroup.health_for = health_for
    ELBv2Backend.describe_target_health = describe
    register("/sandbox/targets", control)


def forget_terminated(group: Any) -> None:
    """Take targets out of a group whose instances are terminated."""
    for target_id in [one for one in list(group.targets) if _gone(group.ec2_backend, one)]:
        group.targets.pop(target_id, None)
    for key in [key for key in _registered if key[0] == group.arn and key[1] not in group.targets]:
        _registered.pop(key, None)


def override_of(group_arn: str, target_id: str) -> Override | None:
    return OVERRIDES.get((group_arn, target_id)) or OVERRIDES.get(("*", target_id))


def _gone(ec2_backend: Any, target_id: str) -> bool:
    if not target_id.startswith("i-"):
        return False
    instance = ec2_backend.get_instance_by_id(target_id)
    return instance is None or instance.state in ("terminated", "shutting-down")


def _seen(group: Any, health: FakeHealthStatus) -> FakeHealthStatus:
    """What a load balancer would report for a registered, running target."""
    override = override_of(group.arn, health.instance_id)
    since = _registered.get((group.arn, health.instance_id), 0)
    if not group.load_balancer_arns:
        health.status, health.reason = "unused", "Target.NotInUse"
        health.description = "Target group is not configured to receive traffic from the load balancer"
    elif override:
        health.status, health.reason, health.description = override.state, override.reason, override.description
    elif time.monotonic() - since < INITIAL_SECONDS:
        health.status, health.reason = "initial", "Elb.InitialHealthChecking"
        health.description = "Initial health checks in progress"
    return health


def control(request: ControlRequest) -> Any:
    """POST `{id, group?, state, reason?, description?}` overrides (`healthy` takes it back); DELETE takes all back."""
    if request.method == "DELETE":
        OVERRIDES.clear()
    if request.method == "POST":
        _override(request.body if isinstance(request.body, dict) else {})
    return [
        {"group": group, "id": target, "state": o.state, "reason": o.reason, "description": o.description}
        for (group, target), o in OVERRIDES.items()
    ]


def _override(given: dict[str, Any]) -> None:
    if not given.get("id"):
        raise ControlError("id is missing", path="id", accepted="a target id, such as an instance id")
    state = given.get("state", "healthy")
    if state not in STATES:
        raise ControlError(f"state is {state!r}", path="state", accepted=", ".join(STATES))
    key = (given.get("group", "*"), given["id"])
    if state == "healthy":
        OVERRIDES.pop(key, None)
    else:
        reason = given.get("reason", "Target.FailedHealthChecks")
        OVERRIDES[key] = Override(state, reason, given.get("description", "Health checks failed"))


def clear() -> None:
    OVERRIDES.clear()
    _registered.clear()
