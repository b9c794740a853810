"""ECS services that run tasks: one step of the reconciler is one beat of the clock."""

from typing import Any

from moto.elbv2.models import elbv2_backends

from .. import faults
from . import ecs_crash
from .ecs_deployments import complete, limits, note, task_failed
from .ecs_task import Ending, ServiceTask

SCHEDULER = "ServiceSchedulerInitiated"
KEPT_STOPPED = 100
"""How many stopped tasks of a service stay listed."""


def reconcile(backend: Any, service: Any) -> None:
    """One step towards what the service wants: tasks move and end, then some start or stop, then all are counted."""
    for task in list(service.tasks):
        _follow(backend, service, task)
    primary = service.deployments[0] if service.deployments else None
    if primary:
        _step(backend, service, primary)
    for deployment in service.deployments:
        mine = [task for task in service.tasks if task.started_by == deployment["id"]]
        running = sum(task.status == "RUNNING" for task in mine)
        deployment.update(runningCount=running, pendingCount=len(mine) - running)
    service.running_count = sum(task.status == "RUNNING" for task in service.tasks)
    service.pending_count = len(service.tasks) - service.running_count
    _forget_stopped(backend, service)


def stop_all(backend: Any, service: Any) -> None:
    _end(backend, service, list(service.tasks), Ending(SCHEDULER, "Service deleted"))
    service.deployments, service.running_count, service.pending_count = [], 0, 0


def stop_by_hand(backend: Any, task: ServiceTask, reason: str | None) -> None:
    """StopTask: the service starts another one."""
    service = next(one for one in backend.services.values() if task in one.tasks)
    _end(backend, service, [task], Ending("UserInitiated", reason or "Task stopped by user"))


def _follow(backend: Any, service: Any, task: ServiceTask) -> None:
    """Let time do to a task what it does: it begins to run, crashes, or fails its health checks."""
    if task.move():
        registered = _targets(service, task)
        for group, target in registered:
            _balancers(backend).register_targets(group, [target])
            note(service, f"registered 1 targets in (target-group {group})")
    ending = ecs_crash.ending_of(service, task) or _unhealthy(backend, service, task)
    if ending:
        _end(backend, service, [task], ending)
        task_failed(service, task.started_by)


def _unhealthy(backend: Any, service: Any, task: ServiceTask) -> Ending | None:
    ran = task.running_seconds
    if ran is None or ran < float(getattr(service, "health_check_grace_period_seconds", 0) or 0):
        return None
    for group, target in _targets(service, task):
        if _health(backend, group, target) == "unhealthy":
            return Ending(SCHEDULER, f"Task failed ELB health checks in (target-group {group})")
    return None


def _step(backend: Any, service: Any, primary: dict[str, Any]) -> None:
    wanted = service.desired_count
    least, most = limits(service)
    for deployment in service.deployments:
        deployment["desiredCount"] = wanted if deployment is primary else 0
    mine = [task for task in service.tasks if task.started_by == primary["id"]]
    others = [task for task in service.tasks if task.started_by != primary["id"]]
    failed = primary["rolloutState"] == "FAILED"
    if len(mine) < wanted and not failed:
        _start(backend, service, primary, min(wanted - len(mine), max(most - len(service.tasks), 0)))
    surplus = mine[wanted:]
    if others and not failed:
        healthy = [task for task in service.tasks if _serves(backend, service, task)]
        others.sort(key=lambda task: task in healthy)
        spare = len(healthy) - least + sum(task not in healthy for task in others)
        surplus = surplus + others[: max(spare, 0)]
    if surplus:
        reason = f"Scaling activity initiated by (deployment {primary['id']})"
        _end(backend, service, surplus, Ending(SCHEDULER, reason))
        note(service, f"has stopped {len(surplus)} running tasks: {_named(surplus)}.")
    settled = len(mine) == wanted == len(service.tasks) and all(_serves(backend, service, task) for task in mine)
    if settled and primary["rolloutState"] == "IN_PROGRESS":
        complete(service, primary)
    if settled and not service.steady:
        note(service, "has reached a steady state.")
    service.steady = settled


def _start(backend: Any, service: Any, primary: dict[str, Any], count: int) -> None:
    started: list[ServiceTask] = []
    for _ in range(count):
        task = ServiceTask(backend, service, primary)
        backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
        service.tasks.append(task)
        try:
            faults.check_resource(service.cluster_name, service.name, "ecs-task", "START")
        except faults.InjectedFailure as error:
            _end(backend, service, [task], Ending("TaskFailedToStart", str(error), exit_code=None))
            note(service, f"(deployment {primary['id']}) was unable to start a task: {error}")
            task_failed(service, primary["id"])
            break
        started.append(task)
    if started:
        note(service, f"has started {len(started)} tasks: {_named(started)}.")


def _end(backend: Any, service: Any, tasks: list[ServiceTask], ending: Ending) -> None:
    for task in tasks:
        for group, target in _targets(service, task):
            if target["Id"] in _balancers(backend).target_groups[group].targets:
                _balancers(backend).deregister_targets(group, [target])
                note(service, f"deregistered 1 targets in (target-group {group})")
        task.stop(ending)
        service.tasks.remove(task)


def _serves(backend: Any, service: Any, task: ServiceTask) -> bool:
    """Whether the task runs and no balancer of the service waits for it."""
    if task.status != "RUNNING":
        return False
    return all(_health(backend, *one) in ("healthy", "unused") for one in _targets(service, task))


def _health(backend: Any, group: str, target: dict[str, Any]) -> str:
    found = _balancers(backend).describe_target_health(group, [target])
    return str(found[0].status) if found else "unused"


def _targets(service: Any, task: ServiceTask) -> list[tuple[str, dict[str, Any]]]:
    """The target groups that exist, with the task's address as a target."""
    groups = elbv2_backends[task._account_id][task.region_name].target_groups if task.address else {}
    return [
        (balancer["targetGroupArn"], {"Id": task.address, "Port": balancer.get("containerPort")})
        for balancer in service.load_balancers or []
        if balancer.get("targetGroupArn") in groups
    ]


def _forget_stopped(backend: Any, service: Any) -> None:
    """Keep the newest stopped tasks of the service."""
    held = backend.tasks.get(service.cluster_name, {})
    group = f"service:{service.name}"
    stopped = [arn for arn, task in list(held.items()) if task.group == group and task.desired_status == "STOPPED"]
    for arn in stopped[:-KEPT_STOPPED]:
        held.pop(arn, None)


def _balancers(backend: Any) -> Any:
    return elbv2_backends[backend.account_id][backend.region_name]


def _named(tasks: list[ServiceTask]) -> str:
    return " ".join(f"(task {task.id})" for task in tasks)
