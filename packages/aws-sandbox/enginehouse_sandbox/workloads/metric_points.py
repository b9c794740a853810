"""Collects metric points and sends them to CloudWatch in one call per namespace."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

AT_MOST = 1000
"""Points that PutMetricData takes at once."""


class MetricPoints:
    def __init__(self, cloudwatch: Any, at: float) -> None:
        """`cloudwatch` is a boto3 client; all points are of the moment `at`."""
        self._cloudwatch = cloudwatch
        self._at = datetime.fromtimestamp(at, UTC)
        self._points: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, namespace: str, name: str, unit: str, value: float, **dimensions: str) -> None:
        """One point of the series that has exactly these dimensions."""
        self._points[namespace].append(
            {
                "MetricName": name,
                "Dimensions": [{"Name": dimension, "Value": of} for dimension, of in dimensions.items()],
                "Timestamp": self._at,
                "Value": value,
                "Unit": unit,
            }
        )

    def send(self) -> None:
        for namespace, points in self._points.items():
            for start in range(0, len(points), AT_MOST):
                self._cloudwatch.put_metric_data(Namespace=namespace, MetricData=points[start : start + AT_MOST])
        self._points.clear()
