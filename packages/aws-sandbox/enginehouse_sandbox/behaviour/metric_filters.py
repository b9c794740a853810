"""Metric filters that count: every line put into a log group goes through its filters into metrics.

CloudWatch Logs also publishes how many lines it took (`AWS/Logs` IncomingLogEvents and IncomingBytes by group).
"""

import time
from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.logs.exceptions import InvalidParameterException
from moto.logs.models import LogsBackend

from ..clock import every_second
from ..retention import forget_points
from ..settings import METRIC_HISTORY_SECONDS, METRIC_SECONDS
from .log_conditions import MISSING, UnsupportedPattern, number
from .log_filter import Pattern, compile_pattern

VOLUME = "AWS/Logs"

_incoming: Counter[tuple[str, str, str, str]] = Counter()
"""By account, region, group and name of the metric; what was not yet published."""
_namespaces: set[tuple[str, str, str]] = set()
_defaulted: dict[tuple[str, str, str, str], int] = {}
_published = 0.0


def install() -> None:
    stock_put, stock_filter = LogsBackend.put_log_events, LogsBackend.put_metric_filter

    def put_log_events(self: Any, log_group_name: str, log_stream_name: str, log_events: list[dict[str, Any]]) -> Any:
        answer = stock_put(self, log_group_name, log_stream_name, log_events)
        _count(self, log_group_name, log_events)
        return answer

    def put_metric_filter(self: Any, filter_name: str, filter_pattern: str, *args: Any, **kwargs: Any) -> Any:
        try:
            compile_pattern(filter_pattern)
        except UnsupportedPattern as error:
            raise InvalidParameterException(msg=str(error)) from error
        return stock_filter(self, filter_name, filter_pattern, *args, **kwargs)

    LogsBackend.put_log_events = put_log_events
    LogsBackend.put_metric_filter = put_metric_filter
    every_second(publish_volume)


def clear() -> None:
    _incoming.clear()
    _namespaces.clear()
    _defaulted.clear()


def publish_volume() -> None:
    """The lines and bytes since the last time, and an end to what was written hours ago."""
    global _published
    if time.monotonic() - _published < METRIC_SECONDS:
        return
    _published = time.monotonic()
    taken = dict(_incoming)
    _incoming.clear()
    for (account, region, group, name), value in taken.items():
        unit = "Bytes" if name == "IncomingBytes" else "Count"
        _put(account, region, VOLUME, [_point(name, value, unit, {"LogGroupName": group}, time.time())])
    for account, region, namespace in list(_namespaces):
        forget_points(account, region, {namespace}, time.time() - METRIC_HISTORY_SECONDS)


def _count(backend: Any, group: str, events: list[dict[str, Any]]) -> None:
    place = backend.account_id, backend.region_name
    _incoming[(*place, group, "IncomingLogEvents")] += len(events)
    _incoming[(*place, group, "IncomingBytes")] += sum(len(event["message"]) + 26 for event in events)
    for one in backend.describe_metric_filters(log_group_name=group):
        pattern = _compiled(one["filterPattern"])
        matched = [event for event in events if pattern.matches(event["message"])]
        for transformation in one["metricTransformations"]:
            points = [point for event in matched if (point := _transformed(pattern, transformation, event))]
            if not points and events:
                points = _default(place, one["filterName"], transformation, events[-1]["timestamp"])
            if points:
                _put(*place, transformation["metricNamespace"], points)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Pattern:
    return compile_pattern(pattern)


def _transformed(pattern: Pattern, transformation: dict[str, Any], event: dict[str, Any]) -> dict[str, Any] | None:
    """A point of the metric; None where the message has no number at the value's place, or lacks a dimension."""

    def read(reference: str) -> Any:
        return pattern.value(event["message"], reference) if reference.startswith("$") else reference

    value = number(read(str(transformation["metricValue"])))
    given = transformation.get("dimensions") or {}
    dimensions = {name: read(reference) for name, reference in given.items()}
    if value is None or any(held is MISSING or held is None for held in dimensions.values()):
        return None
    texts = {name: str(held) or "-" for name, held in dimensions.items()}
    at = event["timestamp"] / 1000
    return _point(transformation["metricName"], value, transformation.get("unit") or "None", texts, at)


def _default(place: tuple[str, str], name: str, transformation: dict[str, Any], timestamp: int) -> list[dict[str, Any]]:
    """The default value, once in a minute in which lines came and none matched."""
    default, key = transformation.get("defaultValue"), (*place, name, transformation["metricName"])
    if default is None or transformation.get("dimensions") or _defaulted.get(key) == timestamp // 60_000:
        return []
    _defaulted[key] = timestamp // 60_000
    unit = transformation.get("unit") or "None"
    return [_point(transformation["metricName"], float(default), unit, {}, timestamp / 1000)]


def _point(name: str, value: float, unit: str, dimensions: dict[str, str], at: float) -> dict[str, Any]:
    return {
        "MetricName": name,
        "Value": value,
        "Unit": unit,
        "Dimensions": [{"Name": key, "Value": held} for key, held in dimensions.items()],
        "Timestamp": datetime.fromtimestamp(at, UTC),
    }


def _put(account: str, region: str, namespace: str, points: list[dict[str, Any]]) -> None:
    _namespaces.add((account, region, namespace))
    cloudwatch_backends[account][region].put_metric_data(namespace, points)
