"""Restoring stacks after a restart: made anew under the same StackId; what was cut off has failed."""

import logging
from datetime import datetime

from ..cloudformation import template
from ..cloudformation.deployment import Deployment
from ..cloudformation.events import resource_event, stack_event
from ..cloudformation.model import Json, Snapshot, Stack, StackResource, Target
from ..cloudformation.operation import Operation
from ..cloudformation.pace import INSTANT
from ..cloudformation.store import store
from .record import Pending, StackRecord

log = logging.getLogger(__name__)

CUT_OFF = "local AWS restarted"
RESTORED = "local AWS restarted: restored from the journal"
_ENDINGS = {
    "CREATE": ("CREATE_FAILED",),
    "UPDATE": ("UPDATE_FAILED", "UPDATE_ROLLBACK_COMPLETE"),
    "DELETE": ("DELETE_FAILED",),
    "ROLLBACK": ("UPDATE_ROLLBACK_FAILED",),
}
_WHOLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")


class Restoring(Operation):
    """Records only what exists in the end, and says why it was made again."""

    failure: str | None = None

    def stack_event(self, status: str, reason: str | None = None) -> None:
        if status.endswith("_FAILED"):
            self.failure = reason or status

    def resource_event(
        self, resource: StackResource, status: str, reason: str | None = None, properties: Json | None = None
    ) -> None:
        if status.endswith("_FAILED"):
            resource_event(self.stack, resource, status, reason, None, None)
        elif status == "CREATE_COMPLETE":
            resource_event(self.stack, resource, status, RESTORED, None, None)
        else:
            resource.status = status


def restore(record: StackRecord) -> Stack:
    """Put the stack into its store again; a cut-off operation gets its terminal events, with its token."""
    where = store(record.account, record.region)
    stack = record.stack(record.status)
    where.stacks[stack.id] = stack
    parsed = template.parse(record.body)
    stack.adopt(Target(record.body, parsed, record.parameters, record.tags))
    earlier = record.last_event()
    if earlier and not (record.pending and earlier.status.endswith("_IN_PROGRESS")):
        stack.events.append(earlier)
    cut_off_create = record.pending is not None and record.pending.action == "CREATE"
    if record.status == "DELETE_COMPLETE":
        return stack
    failure = None if cut_off_create or not record.resources else _make(record, stack, parsed)
    if record.pending:
        _end(stack, record.pending)
    else:
        reason = RESTORED if failure is None else f"{CUT_OFF}: could not be restored: {failure}"
        stack_event(stack, record.status if failure is None else "CREATE_FAILED", reason, None)
    if stack.status in ("UPDATE_FAILED", "UPDATE_ROLLBACK_FAILED"):
        stack.unfinished = Snapshot.of(stack)
    return stack


def _make(record: StackRecord, stack: Stack, parsed: Json) -> str | None:
    """Create the recorded resources; returns why that failed. Outputs belong to whole stacks only."""
    existed = set(record.resources)
    kept = {name: body for name, body in parsed.get("Resources", {}).items() if name in existed}
    whole = record.status in _WHOLE or record.pending is not None
    part = {**parsed, "Resources": kept, "Outputs": parsed.get("Outputs", {}) if whole else {}}
    operation = Restoring(store(record.account, record.region), stack, None, INSTANT)
    target = Target(record.body, part, record.parameters, record.tags)
    Deployment(operation, "CREATE", target, on_failure="DO_NOTHING").run()
    stack.adopt(Target(record.body, parsed, record.parameters, record.tags))
    return operation.failure if whole else None


def _end(stack: Stack, pending: Pending) -> None:
    """The events that say the operation was cut off."""
    if pending.action == "UPDATE":
        stack.updated = datetime.fromisoformat(pending.began)
    for status in _ENDINGS[pending.action]:
        stack_event(stack, status, CUT_OFF, pending.token)
