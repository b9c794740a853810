"""Forgets the points and lines we wrote hours ago: moto keeps everything, and scans all of it at each read."""

from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import MetricDatum, cloudwatch_backends
from moto.logs.models import LogEvent, logs_backends


def forget_points(account: str, region: str, namespaces: set[str], before: float) -> None:
    """Remove metric points of `namespaces` from before a moment in seconds since the epoch."""
    points = cloudwatch_backends[account][region].metric_data
    # Backwards and one by one: another thread may append meanwhile.
    for index in range(len(points) - 1, -1, -1):
        if points[index].namespace in namespaces and _moment(points[index].timestamp) < before:
            del points[index]
    _untrack(MetricDatum)


def forget_lines(account: str, region: str, log_group: str, before: float) -> None:
    """Remove log events of all streams of a log group from before a moment in seconds since the epoch."""
    group = logs_backends[account][region].groups.get(log_group)
    for stream in list(group.streams.values()) if group else ():
        for index in range(len(stream.events) - 1, -1, -1):
            if stream.events[index].timestamp < before * 1000:
                del stream.events[index]
    _untrack(LogEvent)


def _untrack(model: Any) -> None:
    """moto holds every object it ever made, for its own dashboard."""
    model.instances_tracked.clear()


def _moment(time: datetime) -> float:
    """moto mixes times with a zone and UTC without one."""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
