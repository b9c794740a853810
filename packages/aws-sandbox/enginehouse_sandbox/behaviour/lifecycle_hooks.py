"""Lifecycle hooks that hold: an instance waits in Terminating:Wait until its action is completed or time is up.

It is out of its target groups and no longer counts for the group meanwhile; EventBridge is told.
"""

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup, TerminateInstanceActivity
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult

from . import events

TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING"
WAITING = "Terminating:Wait"


@dataclass
class Action:
    """One hook's hold on one instance; `deadline` is a monotonic time."""

    backend: Any
    group: Any
    state: Any
    hook: Any
    deadline: float
    token: str = field(default_factory=lambda: str(uuid4()))


_actions: list[Action] = []


def install() -> None:
    _hold_when_scaling_in()
    _hold_when_terminated()
    _register_only_what_serves()
    AutoScalingResponse.complete_lifecycle_action = complete_lifecycle_action
    AutoScalingResponse.record_lifecycle_action_heartbeat = record_lifecycle_action_heartbeat


def clear() -> None:
    _actions.clear()


def beat() -> None:
    """Let go of every instance whose time is up, or whose hook or group is gone."""
    for action in list(_actions):
        hooks = action.backend.describe_lifecycle_hooks(action.group.name)
        gone = action.group.name not in action.backend.autoscaling_groups or action.hook not in hooks
        if gone or time.monotonic() >= action.deadline:
            _end(action)


def complete_lifecycle_action(self: Any) -> EmptyResult:
    """CONTINUE and ABANDON both go on with the termination."""
    _end(_action(self))
    return EmptyResult()


def record_lifecycle_action_heartbeat(self: Any) -> EmptyResult:
    action = _action(self)
    action.deadline = time.monotonic() + float(action.hook.heartbeat_timeout)
    return EmptyResult()


def _hold_when_scaling_in() -> None:
    stock = FakeAutoScalingGroup.set_desired_capacity

    def set_desired_capacity(self: Any, new_capacity: int | None) -> None:
        backend, wanted = self.autoscaling_backend, int(self.min_size if new_capacity is None else new_capacity)
        if self.name in backend.autoscaling_groups and _hooks(backend, self):
            free = [state for state in self.active_instances() if not state.protected_from_scale_in]
            for state in free[: max(len(self.active_instances()) - wanted, 0)]:
                _hold(backend, self, state)
        stock(self, new_capacity)

    FakeAutoScalingGroup.set_desired_capacity = set_desired_capacity


def _hold_when_terminated() -> None:
    stock_terminate, stock_delete = AutoScalingBackend.terminate_instance, AutoScalingBackend.delete_auto_scaling_group

    def terminate_instance(self: Any, instance_id: str, should_decrement: bool) -> Any:
        found = [
            (group, state)
            for group in self.autoscaling_groups.values()
            for state in group.instance_states
            if state.instance.id == instance_id
        ]
        if not found:
            raise ValidationError(f"Instance Id not found - No managed instance found for instance ID: {instance_id}")
        group, state = found[0]
        if state.lifecycle_state != "InService" or not _hooks(self, group):
            return stock_terminate(self, instance_id, should_decrement)
        before = group.desired_capacity
        _hold(self, group, state)
        group.set_desired_capacity(before - 1 if should_decrement else before)
        return TerminateInstanceActivity(state.instance, before)

    def delete_auto_scaling_group(self: Any, group_name: str) -> None:
        """A group that is deleted by force waits for nobody."""
        for action in [action for action in _actions if action.group.name == group_name and action.backend is self]:
            _end(action)
        for name in [key for key, hook in self.lifecycle_hooks.items() if hook.auto_scaling_group_name == group_name]:
            del self.lifecycle_hooks[name]
        group = self.autoscaling_groups.get(group_name)
        for state in list(group.instance_states) if group else ():
            state.protected_from_scale_in = False
        stock_delete(self, group_name)

    AutoScalingBackend.terminate_instance = terminate_instance
    AutoScalingBackend.delete_auto_scaling_group = delete_auto_scaling_group


def _register_only_what_serves() -> None:
    """Stock moto would put a waiting instance back into its target groups."""

    def update_attached_target_groups(self: Any, group_name: str) -> None:
        group = self.autoscaling_groups[group_name]
        for arn in group.target_group_arns or []:
            target_group = self.elbv2_backend.target_groups.get(arn)
            if target_group:
                serving = [{"Id": s.instance.id, "Port": target_group.port} for s in group.active_instances()]
                self.elbv2_backend.register_targets(arn, serving)

    AutoScalingBackend.update_attached_target_groups = update_attached_target_groups


def _hooks(backend: Any, group: Any) -> list[Any]:
    return [hook for hook in backend.describe_lifecycle_hooks(group.name) if hook.lifecycle_transition == TERMINATING]


def _hold(backend: Any, group: Any, state: Any) -> None:
    state.lifecycle_state = WAITING
    for arn in group.target_group_arns or []:
        held = backend.elbv2_backend.target_groups.get(arn)
        if held and state.instance.id in held.targets:
            backend.elbv2_backend.deregister_targets(arn, [{"Id": state.instance.id, "Port": held.port}])
    for hook in _hooks(backend, group):
        action = Action(backend, group, state, hook, time.monotonic() + float(hook.heartbeat_timeout))
        _actions.append(action)
        detail = {
            "LifecycleActionToken": action.token,
            "AutoScalingGroupName": group.name,
            "LifecycleHookName": hook.name,
            "EC2InstanceId": state.instance.id,
            "LifecycleTransition": TERMINATING,
        }
        kind = "EC2 Instance-terminate Lifecycle Action"
        events.send(backend.account_id, backend.region_name, "aws.autoscaling", kind, detail, [group.arn])


def _end(action: Action) -> None:
    """Take back the hook's hold; the last one lets the instance go."""
    _actions.remove(action)
    if any(other.state is action.state for other in _actions):
        return
    action.state.lifecycle_state = "Terminating:Proceed"
    action.group.instance_states = [state for state in action.group.instance_states if state is not action.state]
    action.backend.ec2_backend.terminate_instances([action.state.instance.id])


def _action(self: Any) -> Action:
    token, instance = self._get_param("LifecycleActionToken"), self._get_param("InstanceId")
    group, hook = self._get_param("AutoScalingGroupName"), self._get_param("LifecycleHookName")
    for action in _actions:
        mine = action.backend is self.autoscaling_backend and (action.group.name, action.hook.name) == (group, hook)
        if mine and (action.token == token or (not token and action.state.instance.id == instance)):
            return action
    named = f"token {token}" if token else f"instance ID {instance}"
    raise ValidationError(f"No active Lifecycle Action found with {named}")
