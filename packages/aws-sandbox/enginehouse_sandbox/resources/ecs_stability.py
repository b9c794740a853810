"""CloudFormation waits until an ECS service is stable, and gives up when the circuit breaker does."""

import time
from typing import Any

from ..behaviour import ecs_crash
from ..cloudformation.errors import HandlerFailed
from ..inproc import client

LONGEST_SECONDS = 60
"""AWS waits for three hours."""
LOOK_SECONDS = 0.1
BREAKER = "Error occurred during operation 'ECS Deployment Circuit Breaker was triggered'."
NEVER = "Exceeded attempts to wait"


def await_stability(account: str, region: str, arn: str, task_definition: str) -> None:
    """Return once the service runs `task_definition`; raise HandlerFailed in AWS's words when it does not come to that.

    Only services whose tasks are made to crash are waited for: the others always come up, and waiting would only take time.
    """
    _, cluster, name = arn.split(":")[-1].split("/")
    ecs, deadline = client("ecs", account, region), time.monotonic() + LONGEST_SECONDS
    while ecs_crash.threatens(cluster, name):
        service = ecs.describe_services(cluster=cluster, services=[name])["services"][0]
        if _failed(service, task_definition):
            raise _refusal(BREAKER, "GeneralServiceException")
        if service["deployments"][0]["rolloutState"] == "COMPLETED":
            return
        if time.monotonic() > deadline:
            raise _refusal(NEVER, "NotStabilized")
        time.sleep(LOOK_SECONDS)


def _failed(service: Any, task_definition: str) -> bool:
    """The breaker failed the deployment; after a rollback the service has another task definition again."""
    primary = service["deployments"][0]
    return primary["rolloutState"] == "FAILED" or primary["taskDefinition"] != task_definition


def _refusal(said: str, code: str) -> HandlerFailed:
    return HandlerFailed(f'Resource handler returned message: "{said}" (HandlerErrorCode: {code})')
