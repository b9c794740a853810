"""Engine pools: an engine on each instance of the stack's Auto Scaling groups that is in service or drained.

Real instances ship their logs and metrics themselves: log streams `<instance>/boot`,
`<instance>/engine` (JSON) and `<instance>/stunnel`, memory and disk in `CWAgent`, sessions in
`Enginehouse/DaggerEngine`; each series by instance and group together, and those that alarms
look at by group alone. EC2 measures CPU, by instance and by group. All of it starts when an
engine is first seen: nothing is made up for the time before.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from ..hooks import METRIC_HISTORY_SECONDS, ControlError, StackView, client, forget_lines, forget_points
from .dagger_engine import STATE_FOLDER, STREAMS, Engine, Line, Machine, structured
from .log_stream import LogStream
from .machines import machine_of
from .metric_points import MetricPoints
from .numbers import number
from .target_health import fail_health_checks, pass_health_checks
from .workload import Kind

LOG_GROUP_PREFIX = "/aws/dagger-engine/"
NAMESPACE = "Enginehouse/DaggerEngine"
HELD = "Terminating:Wait"
DRAIN_HOOK = "drain"
CERTIFICATE_DAYS = 25
"""What is left of each server certificate: there is none that could end."""
MOST_ERRORS_PER_SECOND = 100
LONGEST_BURST_SECONDS = 600


class DaggerEnginePool:
    def __init__(self, stack: StackView) -> None:
        self.stack = stack
        self._engines: dict[str, Engine] = {}
        self._groups: dict[str, str] = {}
        self._minute = 0.0
        self._measured: set[str] = set()
        self._streams: dict[tuple[str, str], LogStream] = {}

    @property
    def alive(self) -> bool:
        return bool(self._engines)

    def tick(self, now: float) -> None:
        waiting = self._follow()
        for instance in self._groups.keys() - self._engines.keys():
            self._engines[instance] = Engine(instance, self._machine(instance), now)
        for instance in self._engines.keys() - self._groups.keys():
            engine = self._engines.pop(instance)
            if engine.state == "failing":
                pass_health_checks(instance)
            self._write(instance, engine.shut_down(now))
        for instance, engine in self._engines.items():
            self._write(instance, engine.advance(now))
        for instance in waiting:
            self._drain(instance)
        if self._minute != now // 60:
            self._minute = now // 60
            self._measured.clear()
            self._forget(now - METRIC_HISTORY_SECONDS)
        self._measure(now)

    def view(self) -> dict[str, Any]:
        return {
            "kind": KIND.definition,
            "stack": self.stack.stack_name,
            "stackId": self.stack.stack_id,
            "account": self.stack.account,
            "region": self.stack.region,
            "logGroup": self._log_group,
            "units": [
                {"id": engine.instance_id, "state": _state(engine), "sessions": engine.session_count}
                for engine in self._engines.values()
            ],
        }

    def chosen(self, body: Mapping[str, Any]) -> list[Engine]:
        """The engine that `instance` of a request names, or all of them."""
        instance = body.get("instance")
        if instance is None:
            return list(self._engines.values())
        if instance not in self._engines:
            known = ", ".join(self._engines) or "none is running"
            raise ControlError(
                f"no engine {instance!r} in stack {self.stack.stack_name}", path="instance", accepted=known, status=404
            )
        return [self._engines[instance]]

    def _client(self, service: str) -> Any:
        return client(service, self.stack.account, self.stack.region)

    @property
    def _log_group(self) -> str | None:
        names = self.stack.physical_ids("AWS::Logs::LogGroup")
        return next((name for name in names if name.startswith(LOG_GROUP_PREFIX)), None)

    def _follow(self) -> list[str]:
        """Look which instances run, with the names of their groups; returns those that a lifecycle hook holds."""
        names = self.stack.physical_ids("AWS::AutoScaling::AutoScalingGroup")
        self._groups, waiting = {}, []
        if not names:
            return waiting
        answer = self._client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=names)
        for group in answer["AutoScalingGroups"]:
            for instance in group["Instances"]:
                if instance["LifecycleState"] in ("InService", HELD):
                    self._groups[instance["InstanceId"]] = group["AutoScalingGroupName"]
                if instance["LifecycleState"] == HELD:
                    waiting.append(instance["InstanceId"])
        return waiting

    def _drain(self, instance: str) -> None:
        """What the instance's own program does: no new sessions, and without any it lets the hook go."""
        engine = self._engines[instance]
        engine.drain()
        if engine.session_count == 0:
            scaling = self._client("autoscaling")
            with suppress(ClientError):  # a hook of another name is somebody else's
                scaling.complete_lifecycle_action(
                    AutoScalingGroupName=self._groups[instance],
                    LifecycleHookName=DRAIN_HOOK,
                    InstanceId=instance,
                    LifecycleActionResult="CONTINUE",
                )

    def _machine(self, instance: str) -> Machine:
        return machine_of(self._client("ec2"), instance)

    def _write(self, instance: str, lines: list[Line]) -> None:
        group = self._log_group
        if group is None:
            return
        for writer in STREAMS:
            name = f"{instance}/{writer}"
            stream = self._streams.setdefault((group, name), LogStream(self._client("logs"), group, name))
            service = group.removeprefix(LOG_GROUP_PREFIX)
            stream.put((line.at, _shipped(line, service)) for line in lines if line.stream == writer)

    def _measure(self, now: float) -> None:
        """One point a minute for each engine that has booted, as detailed monitoring and the agent do."""
        points = MetricPoints(self._client("cloudwatch"), now)
        for instance, engine in self._engines.items():
            if engine.state == "starting" or instance in self._measured:
                continue
            self._measured.add(instance)
            sample = engine.sample()
            group = self._groups[instance]
            points.add("AWS/EC2", "CPUUtilization", "Percent", sample.cpu, InstanceId=instance)
            points.add("AWS/EC2", "CPUUtilization", "Percent", sample.cpu, AutoScalingGroupName=group)
            of = {"InstanceId": instance, "AutoScalingGroupName": group}
            for series in (of, {"AutoScalingGroupName": group}):
                points.add("CWAgent", "mem_used_percent", "Percent", sample.memory, **series)
            points.add("CWAgent", "disk_used_percent", "Percent", sample.disk, path=STATE_FOLDER, fstype="xfs", **of)
            points.add(NAMESPACE, "certificate_days_left", "None", CERTIFICATE_DAYS, AutoScalingGroupName=group)
            if engine.state == "serving":
                for series in (of, {"AutoScalingGroupName": group}):
                    points.add(NAMESPACE, "dagger_connected_clients", "Count", sample.sessions, **series)
        points.send()

    def _forget(self, before: float) -> None:
        where = self.stack.account, self.stack.region
        forget_points(*where, {"AWS/EC2", "CWAgent", NAMESPACE}, before)
        if self._log_group:
            forget_lines(*where, self._log_group, before)


def _state(engine: Engine) -> str:
    return "draining" if engine.draining else engine.state


def _shipped(line: Line, service: str) -> str:
    """The engine's lines leave the instance as JSON, those of the others as they are."""
    return structured(line.text, service) if line.stream == "engine" else line.text


def _fail(pool: DaggerEnginePool, body: Mapping[str, Any], now: float) -> None:
    for engine in pool.chosen(body):
        engine.fail(now)
        fail_health_checks(engine.instance_id)


def _repair(pool: DaggerEnginePool, body: Mapping[str, Any], now: float) -> None:
    for engine in pool.chosen(body):
        engine.repair(now)
        pass_health_checks(engine.instance_id)


def _log_errors(pool: DaggerEnginePool, body: Mapping[str, Any], now: float) -> None:
    seconds = number(body, "seconds", 60, LONGEST_BURST_SECONDS)
    rate = number(body, "rate", 1, MOST_ERRORS_PER_SECOND)
    for engine in pool.chosen(body):
        engine.log_errors(now, seconds, rate)


KIND = Kind(
    definition="dagger-engine-pool",
    start=DaggerEnginePool,
    controls={"unhealthy": _fail, "repair": _repair, "errors": _log_errors},
    limits=(
        {
            "id": "engine-pool-simulated",
            "title": "No engine runs",
            "detail": "The log lines, CPU, memory and sessions of an engine pool are written by the workload "
            "simulator, from when it first sees an instance, and kept for three hours.",
        },
        {
            "id": "engine-pool-endpoint",
            "title": "Engine pools do not answer",
            "detail": "Nothing listens at an engine pool's endpoint, and its name does not resolve. An engine becomes "
            "unhealthy only by the control endpoint, never by itself.",
        },
    ),
)
