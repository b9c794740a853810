"""Deleting a stack: its resources in reverse order, the retained ones skipped."""

from collections.abc import Collection

from .errors import ValidationError
from .model import now
from .operation import Operation
from .ordering import creation_order, dependencies
from .outputs import importers
from .policies import DELETE, RETAIN, deletion_policy
from .steps import Steps


def delete_all(
    operation: Operation, steps: Steps, retain: Collection[str] = (), honour_policies: bool = True
) -> list[str]:
    """Delete every resource of the stack; returns the logical ids that could not be deleted.

    What those depend on is not touched: a network stays while a database stands in it.
    """
    stack = operation.stack
    declared = stack.template.get("Resources", {})
    order = [name for name in creation_order(declared) if name in stack.resources]
    order += [name for name in stack.resources if name not in declared]
    needed, held = dependencies(declared), set[str]()
    failed = []
    for name in reversed(order):
        if name in held and name not in retain:
            held.update(needed.get(name, ()))
            continue
        resource = stack.resources[name]
        policy = deletion_policy(declared.get(name, {})) if honour_policies else DELETE
        try:
            steps.delete(resource, RETAIN if name in retain else policy)
        except Exception:
            failed.append(name)
            held.update(needed.get(name, ()))
        else:
            stack.resources.pop(name)
    return failed


def check_imports(operation: Operation) -> None:
    """Refuse to delete a stack whose exports are in use."""
    for output in operation.stack.outputs:
        users = importers(operation.store, output.export_name) if output.export_name else []
        if users:
            raise ValidationError(
                f"Export {output.export_name} cannot be deleted as it is in use by {' and '.join(users)}"
            )


def remove(operation: Operation, retain: Collection[str] = ()) -> None:
    """Run a begun delete to DELETE_COMPLETE or DELETE_FAILED; the stack stays readable by its id."""
    stack = operation.stack
    try:
        check_imports(operation)
    except ValidationError as error:
        operation.stack_event("DELETE_FAILED", error.message)
        return
    failed = delete_all(operation, Steps(operation), retain)
    if failed:
        operation.stack_event("DELETE_FAILED", f"The following resource(s) failed to delete: [{', '.join(failed)}]. ")
        return
    stack.outputs, stack.imports = [], set()
    stack.deleted = now()
    operation.stack_event("DELETE_COMPLETE")
