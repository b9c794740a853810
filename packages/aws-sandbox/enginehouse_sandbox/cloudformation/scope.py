"""What the intrinsic functions of a stack's template may see: its parameters, its resources, others' exports."""

from typing import Any

from ..resources.table import handler
from . import parameters as template_parameters
from .errors import ValidationError
from .intrinsics import Resolver
from .model import Stack, Target
from .store import Store


def pseudo_parameters(stack: Stack) -> dict[str, Any]:
    return {
        "AWS::AccountId": stack.account,
        "AWS::NotificationARNs": stack.notification_arns,
        "AWS::Partition": "aws",
        "AWS::Region": stack.region,
        "AWS::StackId": stack.id,
        "AWS::StackName": stack.name,
        "AWS::URLSuffix": "amazonaws.com",
    }


class Scope:
    """Answers a `Resolver` from the stack as it stands at this moment; remembers which exports were imported."""

    def __init__(self, store: Store, stack: Stack) -> None:
        self.store = store
        self.stack = stack
        self.imported: set[str] = set()

    def resolver(self, target: Target, make: type[Resolver] = Resolver) -> Resolver:
        typed = template_parameters.typed(target.template, target.parameters, self.stack.account, self.stack.region)
        pseudo = pseudo_parameters(self.stack)
        return make(target.template, typed, pseudo, self.ref, self.get_att, self.import_value)

    def ref(self, name: str) -> Any:
        return self._resource(name).physical_id

    def get_att(self, name: str, attribute: str) -> Any:
        resource = self._resource(name)
        return handler(self.stack, resource, resource.properties).get_att(attribute)

    def import_value(self, name: str) -> str:
        found = self.store.exports().get(name)
        if not found:
            raise ValidationError(f"No export named {name} found.")
        self.imported.add(name)
        return found[1].value

    def _resource(self, name: str) -> Any:
        resource = self.stack.resources.get(name)
        if not resource or not resource.physical_id:
            raise ValidationError(f"Unresolved resource dependencies [{name}] in the Resources block of the template")
        return resource
