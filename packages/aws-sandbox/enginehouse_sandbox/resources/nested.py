"""Nested stacks: a resource that is a stack, run in its parent's operation."""

from typing import Any

from ..cloudformation.errors import HandlerFailed
from ..cloudformation.model import Json
from .handler import Handler, handles


@handles("CloudFormation::Stack")
class NestedStack(Handler):
    def create(self) -> None:
        child = _embedded().create(self.stack, self.generated_name, self.properties)
        self.resource.physical_id = child.id
        self._check(child, "CREATE_COMPLETE", "created")

    def update(self, before: Json) -> None:
        self._check(_embedded().update(self.stack, self.physical_id, self.properties), "UPDATE_COMPLETE", "updated")

    def delete(self) -> None:
        self._check(_embedded().delete(self.stack, self.physical_id), "DELETE_COMPLETE", "deleted")

    def get_att(self, name: str) -> Any:
        outputs = _embedded().outputs(self.stack, self.physical_id)
        key = name.removeprefix("Outputs.")
        if key not in outputs:
            raise HandlerFailed(f"Template error: nested stack {self.resource.logical_id} has no output {key}")
        return outputs[key]

    def _check(self, child: Any, wanted: str, verb: str) -> None:
        if child.status != wanted:
            raise HandlerFailed(f"Embedded stack {child.id} was not successfully {verb}: {child.status_reason}")


def _embedded() -> Any:
    """Imported late: nested stacks need the engine, which needs the handlers."""
    from ..cloudformation import nested

    return nested


@handles("CloudFormation::WaitConditionHandle")
class WaitConditionHandle(Handler):
    """A placeholder: nothing signals here."""

    stub = True
