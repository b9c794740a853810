"""Deployments of an ECS service: begun, completed, failed by the circuit breaker and rolled back."""

from math import ceil, floor
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow

MAX_EVENTS = 100
MOST_FAILURES = 200
FAILED = "tasks failed to start."


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
        "platformFamily": "Linux",
        "networkConfiguration": service.network_configuration,
    }


def deploy(service: Any) -> None:
    """Begin a new deployment of the service's task definition."""
    for deployment in service.deployments:
        deployment["status"] = "ACTIVE"
    service.deployments.insert(0, new_deployment(service, service.task_definition))


def complete(service: Any, primary: dict[str, Any]) -> None:
    reason = f"ECS deployment {primary['id']} completed."
    primary.update(rolloutState="COMPLETED", rolloutStateReason=reason, updatedAt=utcnow())
    service.deployments = [primary]
    service.completed = primary
    note(service, f"(deployment {primary['id']}) deployment completed.")


def limits(service: Any) -> tuple[int, int]:
    """The fewest healthy and the most tasks while a deployment goes on."""
    configured = service.deployment_configuration
    least = ceil(service.desired_count * int(configured.get("minimumHealthyPercent", 100)) / 100)
    return least, max(1, floor(service.desired_count * int(configured.get("maximumPercent", 200)) / 100))


def task_failed(service: Any, identifier: str) -> None:
    """Count a task that ended by itself; once enough of a deployment did, the circuit breaker ends that deployment."""
    deployment = next((one for one in service.deployments if one["id"] == identifier), None)
    if deployment is None or deployment["rolloutState"] != "IN_PROGRESS":
        return
    deployment.update(failedTasks=deployment["failedTasks"] + 1, updatedAt=utcnow())
    breaker = service.deployment_configuration.get("deploymentCircuitBreaker") or {}
    enough = min(MOST_FAILURES, max(3, ceil(service.desired_count / 2)))
    if breaker.get("enable") and deployment["failedTasks"] >= enough:
        _break(service, deployment, bool(breaker.get("rollback")))


def _break(service: Any, failed: dict[str, Any], rollback: bool) -> None:
    failed.update(
        rolloutState="FAILED", rolloutStateReason=f"ECS deployment circuit breaker: {FAILED}", updatedAt=utcnow()
    )
    note(service, f"(deployment {failed['id']}) deployment failed: {FAILED}")
    good = service.completed
    if not rollback or good is None or good["id"] == failed["id"]:
        return
    failed.update(status="ACTIVE", desiredCount=0)
    service.deployments.remove(good)
    service.deployments.insert(0, good)
    good.update(
        status="PRIMARY",
        rolloutState="IN_PROGRESS",
        rolloutStateReason=f"ECS deployment circuit breaker: rolling back to deploymentId {good['id']}",
        failedTasks=0,
        updatedAt=utcnow(),
    )
    service.task_definition = good["taskDefinition"]
    note(service, f"rolling back to deployment {good['id']}.")
