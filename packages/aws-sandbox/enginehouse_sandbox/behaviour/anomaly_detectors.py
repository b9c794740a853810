"""CloudWatch's anomaly detectors, as records: they learn nothing, and an alarm on their band has insufficient data."""

import json
from collections import defaultdict
from typing import Any

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

_KINDS = ("SingleMetricAnomalyDetector", "MetricMathAnomalyDetector")
_OLD = ("Namespace", "MetricName", "Dimensions", "Stat")

_detectors: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
"""By account and region, then by what is watched."""


class NotFound(ServiceException):
    code = "ResourceNotFoundException"


def install() -> None:
    api = CloudWatchResponse
    api.put_anomaly_detector = put_anomaly_detector
    api.describe_anomaly_detectors = describe_anomaly_detectors
    api.delete_anomaly_detector = delete_anomaly_detector


def clear() -> None:
    _detectors.clear()


def put_anomaly_detector(self: Any) -> EmptyResult:
    watched = _watched(self)
    configuration = self._get_param("Configuration") or {}
    _held(self)[_key(watched)] = {
        **watched,
        **watched.get("SingleMetricAnomalyDetector", {}),
        "Configuration": configuration,
        "StateValue": "PENDING_TRAINING",
    }
    return EmptyResult()


def describe_anomaly_detectors(self: Any) -> ActionResult:
    filters = {name: self._get_param(name) for name in ("Namespace", "MetricName")}
    dimensions = self._get_param("Dimensions") or []
    found = [
        detector
        for detector in _held(self).values()
        if all(value in (None, detector.get(name)) for name, value in filters.items())
        and all(dimension in detector.get("Dimensions", []) for dimension in dimensions)
    ]
    return ActionResult({"AnomalyDetectors": found})


def delete_anomaly_detector(self: Any) -> EmptyResult:
    if _held(self).pop(_key(_watched(self)), None) is None:
        raise NotFound("The anomaly detector does not exist.")
    return EmptyResult()


def _watched(self: Any) -> dict[str, Any]:
    """What a request names, in the form with a kind."""
    for kind in _KINDS:
        given = self._get_param(kind)
        if given:
            return {kind: given}
    return {_KINDS[0]: {name: self._get_param(name) for name in _OLD if self._get_param(name) is not None}}


def _key(watched: dict[str, Any]) -> str:
    return json.dumps(watched, sort_keys=True, default=str)


def _held(self: Any) -> dict[str, dict[str, Any]]:
    return _detectors[(self.current_account, self.region)]
