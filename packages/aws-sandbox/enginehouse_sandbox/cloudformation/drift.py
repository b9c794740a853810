"""Drift: what the stack last set against what the services say now. Types that cannot be read are left out."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from ..resources.table import handler, is_read
from .errors import ValidationError, describe
from .model import Json, Stack, StackResource, now
from .steps import is_gone
from .store import Store

_DRIFTED = ("MODIFIED", "DELETED")


def detect(store: Store, stack: Stack) -> str:
    """Compare every readable resource now; returns the id of the detection."""
    found = list(resource_drifts(stack))
    stack.drift_checked = now()
    stack.drift_status = "DRIFTED" if any(d["StackResourceDriftStatus"] in _DRIFTED for d in found) else "IN_SYNC"
    detection = str(uuid4())
    store.detections[detection] = {
        "StackId": stack.id,
        "StackDriftDetectionId": detection,
        "StackDriftStatus": stack.drift_status,
        "DetectionStatus": "DETECTION_COMPLETE",
        "DriftedStackResourceCount": sum(d["StackResourceDriftStatus"] in _DRIFTED for d in found),
        "Timestamp": stack.drift_checked,
    }
    return detection


def resource_drifts(stack: Stack) -> Iterator[Json]:
    for resource in list(stack.resources.values()):
        if is_read(resource.type) and resource.physical_id:
            yield resource_drift(stack, resource)


def resource_drift(stack: Stack, resource: StackResource) -> Json:
    """Raises ValidationError for a type whose drift is not read."""
    if not is_read(resource.type):
        raise ValidationError(f"Drift detection is not supported for resource type {resource.type} by the local AWS")
    answer: Json = {
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "Timestamp": now(),
        "PropertyDifferences": [],
    }
    expected = handler(stack, resource, resource.properties)
    try:
        actual = expected.read() or {}
    except (LookupError, Exception) as error:
        if isinstance(error, LookupError) or is_gone(error):
            return {**answer, "StackResourceDriftStatus": "DELETED"}
        return {**answer, "StackResourceDriftStatus": "UNKNOWN", "DriftStatusReason": describe(error)}
    compared = {name: value for name, value in actual.items() if name in resource.properties}
    differences = [
        {
            "PropertyPath": f"/{name}",
            "ExpectedValue": _text(resource.properties[name]),
            "ActualValue": _text(value),
            "DifferenceType": "NOT_EQUAL" if value is not None else "REMOVE",
        }
        for name, value in compared.items()
        if not _same(resource.properties[name], value)
    ]
    wanted = {name: resource.properties[name] for name in compared}
    return {
        **answer,
        "StackResourceDriftStatus": "MODIFIED" if differences else "IN_SYNC",
        "PropertyDifferences": differences,
        "ExpectedProperties": json.dumps(wanted, default=str),
        "ActualProperties": json.dumps(compared, default=str),
    }


def _same(expected: Any, actual: Any) -> bool:
    """Equal as values: templates write numbers and booleans as text, and lists of names in any order."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(_same(expected[key], actual[key]) for key in expected)
    if isinstance(expected, list) and isinstance(actual, list):
        return sorted(map(_text, expected)) == sorted(map(_text, actual))
    try:
        return float(expected) == float(actual)
    except (TypeError, ValueError):
        return _text(expected).lower() == _text(actual).lower()


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True) if isinstance(value, (dict, list)) else str(value)
