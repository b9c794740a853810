"""Actions on drift."""

from moto.core.responses import ActionResult

from .. import drift
from ..errors import ValidationError
from .base import ActionBase


class DriftActions(ActionBase):
    def detect_stack_drift(self) -> ActionResult:
        return ActionResult({"StackDriftDetectionId": drift.detect(self.store, self.live_stack())})

    def describe_stack_drift_detection_status(self) -> ActionResult:
        detection = self.required("StackDriftDetectionId")
        if detection not in self.store.detections:
            raise ValidationError(f"StackDriftDetectionId {detection} does not exist")
        return ActionResult(self.store.detections[detection])

    def describe_stack_resource_drifts(self) -> ActionResult:
        wanted = self.given("StackResourceDriftStatusFilters", [])
        found = list(drift.resource_drifts(self.live_stack()))
        return ActionResult(
            {"StackResourceDrifts": [d for d in found if not wanted or d["StackResourceDriftStatus"] in wanted]}
        )

    def detect_stack_resource_drift(self) -> ActionResult:
        stack, name = self.live_stack(), self.required("LogicalResourceId")
        if name not in stack.resources:
            raise ValidationError(f"Resource {name} does not exist for stack {stack.name}")
        return ActionResult({"StackResourceDrift": drift.resource_drift(stack, stack.resources[name])})
