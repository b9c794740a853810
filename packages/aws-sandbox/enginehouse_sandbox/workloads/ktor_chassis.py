"""Chassis: requests to the running tasks of the stack's ECS services, in their logs and in every metric they show in.

The services log through the awslogs driver: stream `<prefix>/<container>/<task>`. Requests are few; the balancer's,
the firewall's and the services' metrics count exactly those that are logged, databases and caches follow them.
"""

from collections.abc import Mapping
from typing import Any

from ..hooks import METRIC_HISTORY_SECONDS, ControlError, StackView, client, forget_lines, forget_points
from .chassis_metrics import NAMESPACES, ChassisMetrics
from .ktor_service import Request, TaskTraffic
from .log_stream import LogStream
from .numbers import number
from .workload import Kind

FOLLOW_SECONDS = 3
"""Between two looks at which tasks run."""
SLOTS = {"service-api": "service", "admin-api": "admin"}
MOST_ERRORS_PER_SECOND = 100
LONGEST_BURST_SECONDS = 600


class KtorChassis:
    def __init__(self, stack: StackView) -> None:
        self.stack = stack
        self._tasks: dict[str, TaskTraffic] = {}
        self._services: dict[str, str] = {}
        self._streams: dict[str, list[LogStream]] = {}
        self._groups: set[str] = set()
        self._followed = 0.0
        self._minute = 0.0
        self._began = False
        self._metrics = ChassisMetrics(stack)

    @property
    def alive(self) -> bool:
        return bool(self._tasks)

    def tick(self, now: float) -> None:
        if now - self._followed >= FOLLOW_SECONDS:
            self._followed = now
            self._follow(now)
        for identifier, task in self._tasks.items():
            requests = task.advance(now)
            # Whoever sees what was counted finds its line.
            self._write(identifier, requests)
            self._metrics.count(self._services[identifier], requests)
        self._began = self._began or self.alive
        if self._began and self._minute != now // 60:
            self._minute = now // 60
            self._metrics.stack = self.stack
            self._metrics.publish(now)
            self._forget(now - METRIC_HISTORY_SECONDS)

    def view(self) -> dict[str, Any]:
        return {
            "kind": KIND.definition,
            "stack": self.stack.stack_name,
            "stackId": self.stack.stack_id,
            "account": self.stack.account,
            "region": self.stack.region,
            "units": [
                {"id": identifier, "service": self._services[identifier], "requests": task.count}
                for identifier, task in self._tasks.items()
            ],
        }

    def chosen(self, body: Mapping[str, Any]) -> list[TaskTraffic]:
        """The tasks of the service that `service` of a request names, or all of them."""
        service = body.get("service")
        if service is not None and service not in self._services.values():
            known = ", ".join(sorted(set(self._services.values()))) or "none is running"
            raise ControlError(
                f"no service {service!r} in stack {self.stack.stack_name}", path="service", accepted=known, status=404
            )
        return [task for identifier, task in self._tasks.items() if service in (None, self._services[identifier])]

    def _client(self, service: str) -> Any:
        return client(service, self.stack.account, self.stack.region)

    def _follow(self, now: float) -> None:
        """Take up tasks that run now, drop those that do not."""
        ecs, running = self._client("ecs"), {}
        for arn in self.stack.physical_ids("AWS::ECS::Service"):
            _, cluster, service = arn.split(":")[-1].split("/")
            arns = ecs.list_tasks(cluster=cluster, serviceName=service)["taskArns"]
            for task in ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"] if arns else []:
                if task["lastStatus"] == "RUNNING":
                    running[task["taskArn"].split("/")[-1]] = service, task["taskDefinitionArn"]
        for identifier, (service, definition) in running.items():
            if identifier not in self._tasks:
                self._services[identifier] = service
                self._streams[identifier] = self._open(identifier, definition)
                self._tasks[identifier] = TaskTraffic(identifier, SLOTS.get(service, "service"), now)
        for identifier in self._tasks.keys() - running.keys():
            for held in (self._tasks, self._services, self._streams):
                held.pop(identifier)

    def _open(self, identifier: str, definition: str) -> list[LogStream]:
        found = self._client("ecs").describe_task_definition(taskDefinition=definition)["taskDefinition"]
        streams = []
        for container in found["containerDefinitions"]:
            options = container.get("logConfiguration", {}).get("options", {})
            group, prefix = options.get("awslogs-group"), options.get("awslogs-stream-prefix")
            if group and prefix:
                self._groups.add(group)
                streams.append(LogStream(self._client("logs"), group, f"{prefix}/{container['name']}/{identifier}"))
        return streams

    def _write(self, identifier: str, requests: list[Request]) -> None:
        for stream in self._streams[identifier]:
            stream.put((request.at, request.line()) for request in requests)

    def _forget(self, before: float) -> None:
        where = self.stack.account, self.stack.region
        forget_points(*where, NAMESPACES, before)
        for group in self._groups:
            forget_lines(*where, group, before)


def _log_errors(chassis: KtorChassis, body: Mapping[str, Any], now: float) -> None:
    seconds = number(body, "seconds", 60, LONGEST_BURST_SECONDS)
    rate = number(body, "rate", 1, MOST_ERRORS_PER_SECOND)
    for task in chassis.chosen(body):
        task.fail(now, seconds, rate)


KIND = Kind(
    definition="ktor-chassis",
    start=KtorChassis,
    controls={"errors": _log_errors},
    limits=(
        {
            "id": "chassis-simulated",
            "title": "No container runs",
            "detail": "Requests, log lines and metrics of a chassis's services, balancer, firewall, database, "
            "proxy and cache are written by the workload simulator, from when it first sees a task, and kept "
            "for three hours. Nothing scales by itself. Lambda functions do not run: an event that would invoke "
            "one is listed at /sandbox/events.",
        },
    ),
)
