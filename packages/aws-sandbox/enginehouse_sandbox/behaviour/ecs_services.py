"""ECS services that run tasks: one step of the reconciler is one beat of the clock."""

from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow
from moto.ecs.models import Task
from moto.elbv2.models import elbv2_backends

from .. import faults

MAX_EVENTS = 100


def note(service: Any, text: str) -> None:
    """Put a sentence into the service's events, newest first."""
    service.events.insert(0, {"id": str(uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {text}"})
    del service.events[MAX_EVENTS:]


def new_deployment(service: Any, task_definition: str) -> dict[str, Any]:
    return {
        "id": f"ecs-svc/{uuid4().int % 10**19:019d}",
        "status": "PRIMARY",
        "taskDefinition": task_definition,
        "desiredCount": service.desired_count,
        "runningCount": 0,
        "pendingCount": 0,
        "failedTasks": 0,
        "createdAt": utcnow(),
        "updatedAt": utcnow(),
        "rolloutState": "IN_PROGRESS",
        "rolloutStateReason": "ECS deployment in progress.",
        "launchType": service.launch_type,
        "platformVersion": "1.4.0",
        "networkConfiguration": service.network_configuration,
    }


def deploy(service: Any) -> None:
    """Begin a new deployment of the service's task definition."""
    for deployment in service.deployments:
        deployment["status"] = "ACTIVE"
    service.deployments.insert(0, new_deployment(service, service.task_definition))
    note(service, "has started a deployment.")


def reconcile(backend: Any, service: Any) -> None:
    """One step towards what the service wants: start, stop or settle, then count."""
    service.tasks = [task for task in service.tasks if task.desired_status == "RUNNING"]
    primary = service.deployments[0] if service.deployments else None
    if primary:
        _step(backend, service, primary)
    for deployment in service.deployments:
        running = sum(task.started_by == deployment["id"] for task in service.tasks)
        pending = max(0, deployment["desiredCount"] - running)
        deployment.update(runningCount=running, pendingCount=pending)
    service.running_count = len(service.tasks)
    service.pending_count = max(0, service.desired_count - len(service.tasks))


def stop_all(backend: Any, service: Any) -> None:
    for task in list(service.tasks):
        _stop(backend, service, task, "Service deleted")
    service.deployments, service.running_count, service.pending_count = [], 0, 0


def _step(backend: Any, service: Any, primary: dict[str, Any]) -> None:
    for deployment in service.deployments:
        deployment["desiredCount"] = service.desired_count if deployment is primary else 0
    mine = [task for task in service.tasks if task.started_by == primary["id"]]
    others = [task for task in service.tasks if task.started_by != primary["id"]]
    if len(mine) < service.desired_count:
        _start(backend, service, primary)
    elif len(mine) > service.desired_count:
        _stop(backend, service, mine[-1], "Scaling activity initiated by deployment")
    elif others:
        _stop(backend, service, others[0], "Scaling activity initiated by deployment")
    elif primary["rolloutState"] == "IN_PROGRESS":
        reason = f"ECS deployment {primary['id']} completed."
        primary.update(rolloutState="COMPLETED", rolloutStateReason=reason, updatedAt=utcnow())
        service.deployments = [primary]
        note(service, "has reached a steady state.")


def _start(backend: Any, service: Any, primary: dict[str, Any]) -> None:
    try:
        faults.check_resource(service.cluster_name, service.name, "ecs-task", "START")
    except faults.InjectedFailure as error:
        _could_not_start(service, primary, str(error))
        return
    definition = backend.describe_task_definition(primary["taskDefinition"])
    task = Task(
        cluster=backend._get_cluster(service.cluster_name),
        task_definition=definition,
        container_instance_arn=None,
        resource_requirements=backend._calculate_task_resource_requirements(definition),
        backend=backend,
        group=f"service:{service.name}",
        launch_type="FARGATE",
        started_by=primary["id"],
        networking_configuration=service.network_configuration or None,
    )
    backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
    service.tasks.append(task)
    for group, target in _targets(service, task):
        _balancers(backend).register_targets(group, [target])
    note(service, f"has started 1 tasks: (task {task.id}).")


def _could_not_start(service: Any, primary: dict[str, Any], reason: str) -> None:
    """Count the failure; after three the circuit breaker goes back to the deployment before."""
    primary["failedTasks"] += 1
    note(service, f"(deployment {primary['id']}) was unable to start a task: {reason}")
    limit = max(3, min(10, service.desired_count))
    if primary["failedTasks"] < limit or primary["rolloutState"] != "IN_PROGRESS" or len(service.deployments) < 2:
        return
    primary.update(
        status="INACTIVE",
        rolloutState="FAILED",
        rolloutStateReason="ECS deployment circuit breaker: tasks failed to start.",
    )
    service.task_definition = service.deployments[1]["taskDefinition"]
    again = new_deployment(service, service.task_definition)
    again["rolloutStateReason"] = "ECS deployment circuit breaker: rolling back"
    service.deployments.insert(0, again)
    note(service, "deployment failed: tasks failed to start. rolling back to the previous deployment.")


def _stop(backend: Any, service: Any, task: Any, reason: str) -> None:
    task.desired_status = task.last_status = "STOPPED"
    task.stopped_reason = reason
    for group, target in _targets(service, task):
        if target["Id"] in _balancers(backend).target_groups[group].targets:
            _balancers(backend).deregister_targets(group, [target])
    service.tasks.remove(task)


def _targets(service: Any, task: Any) -> list[tuple[str, dict[str, Any]]]:
    """The target groups that exist, with the task's address as a target."""
    addresses = [
        detail["value"]
        for attachment in task.attachments
        for detail in attachment["details"]
        if detail["name"] == "privateIPv4Address"
    ]
    groups = elbv2_backends[task._account_id][task.region_name].target_groups if addresses else {}
    return [
        (balancer["targetGroupArn"], {"Id": addresses[0], "Port": balancer.get("containerPort")})
        for balancer in service.load_balancers or []
        if balancer.get("targetGroupArn") in groups
    ]


def _balancers(backend: Any) -> Any:
    return elbv2_backends[backend.account_id][backend.region_name]
