"""The way back after a failure: a create is undone, an update returns to the snapshot before it."""

from collections.abc import Collection

from .model import Snapshot, StackResource
from .operation import Operation
from .ordering import creation_order
from .removal import delete_all
from .steps import Steps


def roll_back_create(operation: Operation, steps: Steps, reason: str, delete: bool = False) -> None:
    """Delete what was made: ROLLBACK_COMPLETE, ROLLBACK_FAILED, or with `delete` DELETE_COMPLETE."""
    operation.stack_event("DELETE_IN_PROGRESS" if delete else "ROLLBACK_IN_PROGRESS", reason)
    failed = delete_all(operation, steps, honour_policies=False)
    if failed:
        status = "DELETE_FAILED" if delete else "ROLLBACK_FAILED"
        operation.stack_event(status, f"The following resource(s) failed to delete: [{', '.join(failed)}].")
        return
    operation.stack_event("DELETE_COMPLETE" if delete else "ROLLBACK_COMPLETE")


def roll_back_update(
    operation: Operation, steps: Steps, before: Snapshot, reason: str, skip: Collection[str] = ()
) -> None:
    """Bring every resource of `before` back, delete the others: UPDATE_ROLLBACK_COMPLETE or UPDATE_ROLLBACK_FAILED.

    Resources named in `skip` are left as they are and taken as updated (ContinueUpdateRollback).
    """
    stack = operation.stack
    operation.stack_event("UPDATE_ROLLBACK_IN_PROGRESS", reason)
    stack.tags = dict(before.target.tags)
    failed = [name for name in _order(before) if not _revert(operation, steps, before, name, skip)]
    if failed:
        stack.unfinished = before
        operation.stack_event(
            "UPDATE_ROLLBACK_FAILED", f"The following resource(s) failed to update: [{', '.join(failed)}]."
        )
        return
    operation.stack_event("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
    for resource in _added(operation, steps, before):
        try:
            steps.delete(resource)
        except Exception:
            continue
    stack.adopt(before.target)
    stack.unfinished = None
    operation.stack_event("UPDATE_ROLLBACK_COMPLETE")


def _order(before: Snapshot) -> list[str]:
    return [name for name in creation_order(before.target.template.get("Resources", {})) if name in before.resources]


def _revert(operation: Operation, steps: Steps, before: Snapshot, name: str, skip: Collection[str]) -> bool:
    stack, old = operation.stack, before.resources[name]
    current = stack.resources.get(name)
    if name in skip:
        stack.resources[name] = old
        operation.resource_event(old, "UPDATE_COMPLETE", "Resource skipped during rollback")
        return True
    if current is None or current.physical_id != old.physical_id:
        if current is not None:
            steps.garbage.append(current)
        steps.garbage = [resource for resource in steps.garbage if resource.physical_id != old.physical_id]
        stack.resources[name] = old
        operation.resource_event(old, "UPDATE_COMPLETE")
        return True
    if not steps.needs_update(name, old.properties, before.target.tags):
        return True
    try:
        steps.update(name, old.properties, phase="ROLLBACK")
    except Exception:
        return False
    return True


def _added(operation: Operation, steps: Steps, before: Snapshot) -> list[StackResource]:
    """What the failed update made and the snapshot does not know, newest first."""
    stack = operation.stack
    names = [name for name in stack.resources if name not in before.resources]
    return [*reversed(steps.garbage), *(stack.resources.pop(name) for name in reversed(names))]
