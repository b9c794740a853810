"""Tasks that crash on purpose: `/sandbox/ecs/crash` makes the containers of a service exit soon after they start.

So a crash loop, a rollout that fails and the circuit breaker can be seen without anything that runs.
"""

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError

from ..control import ControlError, ControlRequest, register
from ..inproc import client
from .ecs_task import Ending, ServiceTask

_FIELDS = "service, cluster?, revision?, exitCode?, reason?, afterSeconds?"


@dataclass(frozen=True)
class Crash:
    """Which tasks crash and how. `cluster` and `revision` None: all of them."""

    service: str
    cluster: str | None = None
    revision: float | None = None
    exitCode: int = 1
    reason: str | None = None
    afterSeconds: float = 1

    def is_of(self, cluster: str, service: str) -> bool:
        return self.service == service and self.cluster in (None, cluster)

    def strikes(self, service: Any, task: ServiceTask) -> bool:
        ran = task.running_seconds
        return (
            self.is_of(service.cluster_name, service.name)
            and self.revision in (None, int(task.task_definition_arn.rsplit(":", 1)[-1]))
            and ran is not None
            and ran >= self.afterSeconds
        )


_crashes: list[Crash] = []


def install() -> None:
    register("/sandbox/ecs", control)


def clear() -> None:
    _crashes.clear()


def threatens(cluster: str, service: str) -> bool:
    """Whether tasks of the service may crash."""
    return any(one.is_of(cluster, service) for one in _crashes)


def ending_of(service: Any, task: ServiceTask) -> Ending | None:
    """How the task ends now by the first crash that strikes, its last words written to its log; None: it goes on."""
    crash = next((one for one in _crashes if one.strikes(service, task)), None)
    if crash is None:
        return None
    _write_last_words(task, crash)
    reason = "Essential container in task exited"
    return Ending("EssentialContainerExited", reason, crash.exitCode, crash.reason)


def control(request: ControlRequest) -> Any:
    """GET lists the crashes, POST adds one, DELETE takes back those of `{service}` or all."""
    if request.path != "crash":
        raise ControlError(f"nothing at {request.path!r}", accepted="GET, POST, DELETE /sandbox/ecs/crash", status=404)
    given = request.body if isinstance(request.body, dict) else {}
    if request.method == "POST":
        _crashes.insert(0, _parse(given))
    if request.method == "DELETE":
        _crashes[:] = [one for one in _crashes if given.get("service") not in (None, one.service)]
    return [asdict(one) for one in _crashes]


def _parse(given: dict[str, Any]) -> Crash:
    for name in given:
        if name not in Crash.__dataclass_fields__:
            raise ControlError(f"unknown field {name}", path=name, accepted=_FIELDS)
    for name in ("service", "cluster", "reason"):
        if not isinstance(given.get(name), str) and (name == "service" or given.get(name) is not None):
            raise ControlError(f"{name} is {given.get(name)!r}", path=name, accepted="text")
    for name in ("revision", "exitCode", "afterSeconds"):
        value = given.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise ControlError(f"{name} is {value!r}", path=name, accepted="a number, 0 or more")
    return Crash(**given)


def _write_last_words(task: ServiceTask, crash: Crash) -> None:
    """What a JVM that cannot go on logs, in the form of the platform's services."""
    now = time.time()
    moment = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = crash.reason or "application failed"
    line = {
        "@timestamp": moment,
        "level": "ERROR",
        "logger_name": "io.ktor.server.Application",
        "thread_name": "main",
        "message": "Application terminated unexpectedly",
        "stack_trace": f"java.lang.IllegalStateException: {said}\n\tat ApplicationKt.main(Application.kt:12)",
    }
    logs = client("logs", task._account_id, task.region_name)
    for group, stream in task.log_streams():
        with suppress(ClientError):
            with suppress(logs.exceptions.ResourceAlreadyExistsException):
                logs.create_log_stream(logGroupName=group, logStreamName=stream)
            event = {"timestamp": round(now * 1000), "message": json.dumps(line)}
            logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[event])
