"""Creating and updating a stack: every resource in order, then outputs, then cleanup; or the way back."""

from functools import partial

from . import outputs
from .errors import describe
from .model import Json, Snapshot, Target
from .operation import Operation, Stopped
from .ordering import creation_order
from .parameters import masked
from .policies import deletion_policy, replace_policy
from .rollback import roll_back_create, roll_back_update
from .scope import Scope
from .steps import Steps


class Deployment:
    """`kind` is CREATE or UPDATE; `on_failure` is ROLLBACK, DO_NOTHING or DELETE (create only)."""

    def __init__(self, operation: Operation, kind: str, target: Target, on_failure: str = "ROLLBACK") -> None:
        self.operation = operation
        self.stack = operation.stack
        self.kind = kind
        self.target = target
        self.on_failure = on_failure
        operation.mask = partial(masked, target.template, target.parameters)
        self.before = Snapshot.of(self.stack)
        self.steps = Steps(operation)
        self.scope = Scope(operation.store, self.stack)

    def run(self) -> None:
        """Never raises: a failure becomes the stack's status, reason and events."""
        try:
            removed = self._forward()
        except Stopped:
            self._stopped()
        except Exception as error:
            self._failed(error)
        else:
            self._clean_up(removed)
            self.stack.unfinished = None
            self.operation.stack_event(f"{self.kind}_COMPLETE")

    def _forward(self) -> list[str]:
        """Make the stack what the target says; returns the resources that are no longer wanted."""
        stack, template = self.stack, self.target.template
        stack.tags = dict(self.target.tags)
        resolver = self.scope.resolver(self.target)
        resources = template["Resources"]
        wanted = [name for name in creation_order(resources) if resolver.wants(resources[name])]
        for name in wanted:
            self.operation.check_stopped()
            properties = resolver.resolve(resources[name].get("Properties") or {})
            self._put(name, resources[name]["Type"], properties)
        self.operation.check_stopped()
        made = outputs.compute(resolver, template)
        with self.operation.store.lock:
            outputs.check_exports(self.operation.store, stack, made)
            stack.outputs, stack.imports = made, self.scope.imported
            stack.adopt(self.target)
        return [name for name in self.before.resources if name not in wanted]

    def _put(self, name: str, resource_type: str, properties: Json) -> None:
        existing = self.stack.resources.get(name)
        if existing is None or not existing.physical_id:
            self.steps.create(name, resource_type, properties)
        elif self.steps.needs_update(name, properties, self.target.tags):
            self.steps.update(name, properties)

    def _clean_up(self, removed: list[str]) -> None:
        """Delete what was replaced or left the template; a failure here does not fail the update (as in AWS)."""
        if self.kind == "UPDATE":
            self.operation.stack_event("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        old = self.before.target.template.get("Resources", {})
        order = [name for name in creation_order(old) if name in removed]
        leftovers = [(resource, replace_policy) for resource in self.steps.garbage]
        leftovers += [(self.stack.resources.pop(name), deletion_policy) for name in order]
        for resource, policy_of in reversed(leftovers):
            try:
                self.steps.delete(resource, policy_of(old.get(resource.logical_id, {})))
            except Exception:
                continue

    def _stopped(self) -> None:
        if self.kind == "CREATE":
            return  # a delete has taken over and goes on from here
        self._roll_back("User Initiated")

    def _failed(self, error: Exception) -> None:
        if self.operation.stopped and self.kind == "CREATE":
            return
        reason = self._failed_resources() or describe(error)
        if self.on_failure == "DO_NOTHING":
            self.stack.unfinished = self.before
            self.stack.adopt(self.target)
            self.operation.stack_event(f"{self.kind}_FAILED", reason)
            return
        self._roll_back(reason)

    def _failed_resources(self) -> str:
        """What failed, in CloudFormation's sentences; empty when no resource did."""
        sentences = []
        for verb in ("create", "update"):
            status = f"{verb.upper()}_FAILED"
            names = [name for name, resource in self.stack.resources.items() if resource.status == status]
            if names:
                sentences.append(f"The following resource(s) failed to {verb}: [{', '.join(names)}].")
        return " ".join(sentences)

    def _roll_back(self, reason: str) -> None:
        if self.kind == "CREATE":
            self.stack.adopt(self.target)
            roll_back_create(self.operation, self.steps, reason, delete=self.on_failure == "DELETE")
        else:
            roll_back_update(self.operation, self.steps, self.before, reason)
