"""Metric data in periods, read from moto's store."""

import re
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from .metric_math import UnsupportedMath, Values

_PERCENTILE = re.compile(r"p\d{1,2}(\.\d+)?")
_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "Sum": sum,
    "Maximum": max,
    "Minimum": min,
    "SampleCount": len,
    "Average": lambda values: sum(values) / len(values),
}


def since(points: list[Any], moment: float) -> list[Any]:
    """The points from `moment` (seconds since the epoch) on; one scan serves every alarm of a region."""
    return [point for point in list(points) if moment_of(point.timestamp) >= moment]


def windows(
    points: list[Any], namespace: str, name: str, dimensions: Sequence[Any], period: int, statistic: str, count: int
) -> Values:
    """One value for each of the last `count` periods, the running one first; None where there is no data."""
    now = time.time()
    end = now - now % period + period
    wanted = {(dimension.name, dimension.value) for dimension in dimensions}
    found: list[list[float]] = [[] for _ in range(count)]
    for datum in points:
        if datum.name != name or datum.namespace != namespace:
            continue
        at = moment_of(datum.timestamp)
        index = int((end - (at - at % period)) // period) - 1
        if 0 <= index < count and {(d.name, d.value) for d in datum.dimensions} == wanted:
            found[index] += samples(datum, statistic)
    return [statistic_of(statistic, values) if values else None for values in found]


def statistic_of(statistic: str, values: list[float]) -> float:
    """A statistic or percentile (`p95`) of the values of one period. Raises UnsupportedMath."""
    if _PERCENTILE.fullmatch(statistic):
        ordered = sorted(values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * float(statistic[1:]) / 100))]
    if statistic not in _STATISTICS:
        raise UnsupportedMath(f"statistic {statistic} is not evaluated by the local AWS")
    return float(_STATISTICS[statistic](values))


def samples(datum: Any, statistic: str) -> list[float]:
    """A single value, or what stands for a statistics set."""
    if hasattr(datum, "value"):
        return [float(datum.value)]
    chosen = {"Sum": datum.sum, "Maximum": datum.max, "Minimum": datum.min}
    return [float(chosen.get(statistic, datum.sum / datum.sample_count))]


def moment_of(moment: datetime) -> float:
    """moto mixes times with a zone and UTC without one."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
