"""GetMetricData: statistics of periods aligned as AWS aligns them, metric math, and each point looked at once."""

from collections import defaultdict
from datetime import UTC, datetime
from math import ceil
from typing import Any

from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .alarm_errors import InvalidMetricQuery
from .metric_math import Values, evaluate_each
from .metric_windows import moment_of, samples, statistic_of

Key = tuple[str, str, frozenset[tuple[str, str]]]
"""Namespace, name and dimensions of a metric."""


_BAND = "ANOMALY_DETECTION_BAND"


def install() -> None:
    CloudWatchResponse.get_metric_data = get_metric_data


def get_metric_data(self: Any) -> ActionResult:
    queries = self._get_param("MetricDataQueries", [])
    start, end = (_seconds(self._get_param(name)) for name in ("StartTime", "EndTime"))
    if start >= end:
        raise InvalidMetricQuery("The parameter StartTime must be less than the parameter EndTime.")
    newest_first = (self._get_param("ScanBy") or "TimestampDescending") != "TimestampAscending"
    stats = [query for query in queries if "MetricStat" in query]
    if len(stats) + sum("Expression" in query for query in queries) < len(queries):
        raise InvalidMetricQuery("The parameter MetricDataQueries.member.1.MetricStat is required.\n")
    series = _statistics(self.cloudwatch_backend, stats, start, end)
    _calculate(queries, series, start, end)
    results = []
    for query in queries:
        if str(query.get("ReturnData", True)).lower() == "false":
            continue
        points = sorted(series[query["Id"]].items(), reverse=newest_first)
        results.append(
            {
                "Id": query["Id"],
                "Label": query.get("Label") or _label(query),
                "Timestamps": [datetime.fromtimestamp(moment, UTC) for moment, _ in points],
                "Values": [value for _, value in points],
                "StatusCode": "Complete",
            }
        )
    return ActionResult({"MetricDataResults": results})


def _statistics(
    backend: CloudWatchBackend, queries: list[dict[str, Any]], start: float, end: float
) -> dict[str, dict[float, float]]:
    """Values by the beginning of their period, by id of the query."""
    wanted: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for query in queries:
        metric = query["MetricStat"]["Metric"]
        dimensions = frozenset((one["Name"], one["Value"]) for one in metric.get("Dimensions", []))
        wanted[(metric["Namespace"], metric["MetricName"], dimensions)].append(query)
    names = {key[:2] for key in wanted}
    first = min((start - start % int(query["MetricStat"]["Period"]) for query in queries), default=start)
    found: dict[str, dict[float, list[float]]] = {query["Id"]: defaultdict(list) for query in queries}
    for datum in backend.get_all_metrics():
        if (datum.namespace, datum.name) not in names:
            continue
        at = moment_of(datum.timestamp)
        key = (datum.namespace, datum.name, frozenset((one.name, one.value) for one in datum.dimensions))
        for query in wanted.get(key, ()) if first <= at < end else ():
            stat = query["MetricStat"]
            period = int(stat["Period"])
            if at >= start - start % period and stat.get("Unit") in (None, datum.unit):
                found[query["Id"]][at - at % period] += samples(datum, stat["Stat"])
    return {
        query["Id"]: {
            moment: statistic_of(query["MetricStat"]["Stat"], values) for moment, values in found[query["Id"]].items()
        }
        for query in queries
    }


def _calculate(queries: list[dict[str, Any]], series: dict[str, dict[float, float]], start: float, end: float) -> None:
    """Add the expressions' values to `series`; an anomaly band has none."""
    period = min((int(query["MetricStat"]["Period"]) for query in queries if "MetricStat" in query), default=60)
    begin = int(start - start % period)
    grid = [float(moment) for moment in range(begin, ceil(end), period)]
    known: dict[str, Values] = {name: [values.get(moment) for moment in grid] for name, values in series.items()}
    expressions = {
        query["Id"]: (query["Expression"], int(query.get("Period") or period))
        for query in queries
        if "Expression" in query and not query["Expression"].startswith(_BAND)
    }
    found, problems = evaluate_each(expressions, known, len(grid))
    for name, problem in problems.items():
        raise InvalidMetricQuery(f"Error in expression '{name}': {problem}")
    for query in queries:
        if "Expression" in query:
            values = zip(grid, found.get(query["Id"], [None] * len(grid)), strict=True)
            series[query["Id"]] = {at: value for at, value in values if value is not None}


def _label(query: dict[str, Any]) -> str:
    return str(query["MetricStat"]["Metric"]["MetricName"]) if "MetricStat" in query else str(query["Id"])


def _seconds(moment: Any) -> float:
    if isinstance(moment, datetime):
        return moment_of(moment)
    return float(moment)
