"""Actions that tell about a stack's resources, events, exports and imports."""

from moto.core.responses import ActionResult

from ..answers import event_answer, resource_answer
from ..errors import ValidationError
from ..model import StackResource
from ..outputs import importers
from ..paging import page
from .base import ActionBase


class ResourceActions(ActionBase):
    def describe_stack_events(self) -> ActionResult:
        """Newest first."""
        stack = self.stack("Stack [{}] does not exist")
        events, token = page(list(reversed(stack.events)), self.given("NextToken"), stack.id)
        return ActionResult({"StackEvents": [event_answer(event) for event in events], "NextToken": token})

    def describe_stack_resources(self) -> ActionResult:
        stack, wanted = self.stack(), self.given("LogicalResourceId")
        found = [r for r in self._resources() if wanted in (None, r.logical_id)]
        return ActionResult({"StackResources": [resource_answer(stack, resource) for resource in found]})

    def describe_stack_resource(self) -> ActionResult:
        stack, wanted = self.stack(), self.required("LogicalResourceId")
        found = next((r for r in self._resources() if r.logical_id == wanted), None)
        if not found:
            raise ValidationError(f"Resource {wanted} does not exist for stack {stack.name}")
        return ActionResult({"StackResourceDetail": resource_answer(stack, found)})

    def list_stack_resources(self) -> ActionResult:
        stack = self.stack()
        resources, token = page(self._resources(), self.given("NextToken"))
        summaries = [resource_answer(stack, resource) for resource in resources]
        for summary in summaries:
            summary["LastUpdatedTimestamp"] = summary["Timestamp"]
        return ActionResult({"StackResourceSummaries": summaries, "NextToken": token})

    def list_exports(self) -> ActionResult:
        found = [
            {"ExportingStackId": stack.id, "Name": name, "Value": output.value}
            for name, (stack, output) in sorted(self.store.exports().items())
        ]
        exports, token = page(found, self.given("NextToken"))
        return ActionResult({"Exports": exports, "NextToken": token})

    def list_imports(self) -> ActionResult:
        name = self.required("ExportName")
        found = importers(self.store, name)
        if not found:
            raise ValidationError(f"Export '{name}' is not imported by any stack.")
        imports, token = page(found, self.given("NextToken"))
        return ActionResult({"Imports": imports, "NextToken": token})

    def _resources(self) -> list[StackResource]:
        return list(self.stack().resources.values())
