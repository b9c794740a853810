"""Auto Scaling beyond moto: bounds, activities, instance refresh, replacement of unhealthy instances."""

import time
from typing import Any

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import InstanceState, autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult

from ..clock import every_second
from ..settings import UNHEALTHY_SECONDS
from . import instance_refresh, lifecycle_hooks, scaling_activities
from .backends import every
from .scaling_activities import because
from .target_health import OVERRIDES, override_of

_BROKEN = ("stopped", "stopping", "terminated", "shutting-down")


def install() -> None:
    AutoScalingResponse.describe_scaling_activities = describe_scaling_activities
    AutoScalingResponse.set_desired_capacity = set_desired_capacity
    AutoScalingResponse.start_instance_refresh = start_instance_refresh
    AutoScalingResponse.describe_instance_refreshes = describe_instance_refreshes
    AutoScalingResponse.cancel_instance_refresh = cancel_instance_refresh
    AutoScalingResponse.rollback_instance_refresh = rollback_instance_refresh
    lifecycle_hooks.install()
    _name_policies_rightly()
    _remember_launched_versions()
    every_second(beat)


def beat() -> None:
    lifecycle_hooks.beat()
    for _, _, backend in every(autoscaling_backends):
        for group in list(backend.autoscaling_groups.values()):
            instance_refresh.advance(backend, group)
            _replace_unhealthy(backend, group)
            scaling_activities.look(group)


def set_desired_capacity(self: Any) -> EmptyResult:
    group, wanted = _group(self), int(self._get_param("DesiredCapacity"))
    for bound, wrong, word in (
        (group.max_size, wanted > group.max_size, "above max"),
        (group.min_size, wanted < group.min_size, "below min"),
    ):
        if wrong:
            raise ValidationError(
                f"New SetDesiredCapacity value {wanted} is {word} value {bound} for the AutoScalingGroup."
            )
    scaling_activities.look(group)
    self.autoscaling_backend.set_desired_capacity(group.name, wanted)
    scaling_activities.look(group)
    return EmptyResult()


def describe_scaling_activities(self: Any) -> ActionResult:
    name = self._get_param("AutoScalingGroupName")
    group = self.autoscaling_backend.autoscaling_groups.get(name)
    if group:
        scaling_activities.look(group)
    limit = int(self._get_param("MaxRecords") or 100)
    return ActionResult({"Activities": scaling_activities.of((self.current_account, self.region, name))[:limit]})


def start_instance_refresh(self: Any) -> ActionResult:
    desired = self._get_param("DesiredConfiguration")
    identifier = instance_refresh.start(_group(self), self._get_param("Preferences") or {}, desired)
    return ActionResult({"InstanceRefreshId": identifier})


def describe_instance_refreshes(self: Any) -> ActionResult:
    key = (self.current_account, self.region, self._get_param("AutoScalingGroupName"))
    wanted = self._get_param("InstanceRefreshIds") or []
    found = [one for one in instance_refresh.of(key) if not wanted or one["InstanceRefreshId"] in wanted]
    return ActionResult({"InstanceRefreshes": found})


def cancel_instance_refresh(self: Any) -> ActionResult:
    return ActionResult({"InstanceRefreshId": instance_refresh.cancel(_group(self))})


def rollback_instance_refresh(self: Any) -> ActionResult:
    return ActionResult({"InstanceRefreshId": instance_refresh.roll_back(_group(self))})


def _group(self: Any) -> Any:
    name = self._get_param("AutoScalingGroupName")
    group = self.autoscaling_backend.autoscaling_groups.get(name)
    if not group:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    return group


def _replace_unhealthy(backend: Any, group: Any) -> None:
    """Replace what has been unhealthy long enough, unless the process is suspended."""
    suspended = {process["ProcessName"] for process in group.suspended_processes or []}
    if suspended & {"ReplaceUnhealthy", "Terminate", "Launch", "HealthCheck"}:
        return
    for state in group.active_instances():
        why = _unhealthy(group, state)
        if not why:
            state.unhealthy_since = None
            continue
        if getattr(state, "unhealthy_since", None) is None:
            state.unhealthy_since = time.monotonic()
        elif time.monotonic() - state.unhealthy_since > UNHEALTHY_SECONDS:
            because(state.instance.id, f"An instance was taken out of service in response to {why}.")
            OVERRIDES.pop(("*", state.instance.id), None)
            backend.terminate_instance(state.instance.id, False)


def _unhealthy(group: Any, state: Any) -> str | None:
    """Why the instance counts as unhealthy, in AWS's words; None when it does not."""
    if state.instance.state in _BROKEN:
        return f"an EC2 health check indicating it has been {state.instance.state}"
    if state.health_status == "Unhealthy":
        return "a user health-check"
    if group.health_check_type == "ELB":
        for arn in group.target_group_arns or []:
            override = override_of(arn, state.instance.id)
            if override and override.state == "unhealthy":
                return "an ELB system health check failure"
    return None


def _name_policies_rightly() -> None:
    """Stock moto answers PutScalingPolicy without PolicyARN."""
    stock = AutoScalingResponse.put_scaling_policy

    def put_scaling_policy(self: Any) -> ActionResult:
        answer: Any = stock(self)
        answer.result["PolicyARN"] = answer.result.get("PolicyArn")
        return answer

    AutoScalingResponse.put_scaling_policy = put_scaling_policy


def _remember_launched_versions() -> None:
    """An instance keeps the launch template version it was launched with."""
    stock_init, stock_template = InstanceState.__init__, InstanceState.launch_template.fget

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        stock_init(self, *args, **kwargs)
        group = self.auto_scaling_group
        template = getattr(group, "ec2_launch_template", None)
        if template is not None and not hasattr(self.instance, "launched_version"):
            self.instance.launched_version = str(template.get_version(group.launch_template_version).number)

    def launch_template(self: Any) -> dict[str, Any] | None:
        described = stock_template(self)
        version = getattr(self.instance, "launched_version", None)
        return {**described, "Version": version} if described and version else described

    InstanceState.__init__ = init
    InstanceState.launch_template = property(launch_template)


def clear() -> None:
    scaling_activities.clear()
    instance_refresh.clear()
    lifecycle_hooks.clear()
