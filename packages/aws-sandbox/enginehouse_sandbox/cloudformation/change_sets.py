"""Change sets: created in steps, executed once; what else waits for the same stack becomes obsolete."""

import re
import threading
from collections.abc import Callable
from typing import Any

from .acceptance import Request, target_of
from .changes import forecast
from .engine import Engine, check_executable, check_updatable
from .errors import AlreadyExists, ChangeSetNotFound, ValidationError, describe
from .events import stack_event
from .model import ChangeSet, Stack, Target, new_change_set_id, new_stack_id
from .store import Store

NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set."


_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}")


def check_name(member: str, name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValidationError(
            f"1 validation error detected: Value '{name}' at '{member}' failed to satisfy constraint: Member must "
            "satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*, at most 128 characters"
        )


def review_stack(store: Store, name: str, request: Request) -> Stack:
    """A stack that exists only for its change sets."""
    check_name("stackName", name)
    stack = Stack(
        store.account,
        store.region,
        new_stack_id(store.account, store.region, name),
        name,
        "REVIEW_IN_PROGRESS",
        notification_arns=list(request.notification_arns or []),
        role_arn=request.role_arn,
        tags=dict(request.tags or {}),
        capabilities=list(request.capabilities),
    )
    store.stacks[stack.id] = stack
    return stack


def create(
    engine: Engine, store: Store, stack_name: str, name: str, kind: str | None, request: Request, **more: Any
) -> ChangeSet:
    """Accept a change set; it reaches CREATE_COMPLETE or FAILED on its own. `kind` of None is UPDATE, as in AWS."""
    kind = kind or "UPDATE"
    check_name("changeSetName", name)
    with store.lock:
        stack = store.find(stack_name)
        if stack and not stack.live:
            stack = None
        _check_kind(stack, stack_name, name, kind)
        if stack and store.find_change_set(name, stack):
            raise AlreadyExists(f"ChangeSet {name} cannot be created: one of that name exists for stack {stack.name}.")
        target = target_of(store, stack, request)
        if stack is None:
            stack = review_stack(store, stack_name, request)
            stack_event(stack, "REVIEW_IN_PROGRESS", "User Initiated", None)
        arns = request.notification_arns if request.notification_arns is not None else list(stack.notification_arns)
        made = ChangeSet(
            id=new_change_set_id(store.account, store.region, name),
            name=name,
            stack_id=stack.id,
            stack_name=stack.name,
            type=kind,
            body=target.body,
            template=target.template,
            parameters=target.parameters,
            tags=target.tags,
            capabilities=list(request.capabilities),
            notification_arns=arns,
            role_arn=request.role_arn,
            **more,
        )
        store.change_sets[made.id] = made
    _in_background(engine, lambda: _prepare(engine, store, stack, made, target))
    return made


def _check_kind(stack: Stack | None, stack_name: str, name: str, kind: str) -> None:
    if kind == "CREATE" and stack and stack.status != "REVIEW_IN_PROGRESS":
        raise ValidationError(
            f"Stack [{stack_name}] already exists and cannot be created again with the changeSet [{name}]."
        )
    if kind == "UPDATE":
        if not stack:
            raise ValidationError(f"Stack [{stack_name}] does not exist")
        check_updatable(stack)
    if kind not in ("CREATE", "UPDATE"):
        raise ValidationError(f"ChangeSetType {kind} is not supported by the local AWS (CREATE, UPDATE)")


def _in_background(engine: Engine, work: Callable[[], None]) -> None:
    if engine.pace.synchronous:
        work()
    else:
        threading.Thread(target=work, name="change-set", daemon=True).start()


def _prepare(engine: Engine, store: Store, stack: Stack, change_set: ChangeSet, target: Target) -> None:
    engine.pace.step()
    change_set.status = "CREATE_IN_PROGRESS"
    engine.pace.step()
    try:
        found = forecast(store, stack, target)
    except Exception as error:
        return _fail(change_set, describe(error))
    change_set.changes = found.changes
    if not found.anything:
        return _fail(change_set, NO_CHANGES)
    with store.lock:
        if change_set.execution_status != "OBSOLETE":
            change_set.execution_status = "AVAILABLE"
        change_set.status = "CREATE_COMPLETE"


def _fail(change_set: ChangeSet, reason: str) -> None:
    change_set.status_reason = reason
    change_set.status = "FAILED"


def find(store: Store, name: str, stack_name: str | None) -> ChangeSet:
    stack = store.find(stack_name) if stack_name else None
    if stack_name and not stack and not name.startswith("arn:"):
        raise ValidationError(f"Stack [{stack_name}] does not exist")
    if not stack_name and not name.startswith("arn:"):
        raise ValidationError("StackName must be specified if ChangeSetName is not specified as an ARN.")
    found = store.find_change_set(name, stack)
    if not found:
        raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")
    return found


def execute(
    engine: Engine, store: Store, name: str, stack_name: str | None, token: str | None, disable_rollback: bool
) -> None:
    with store.lock:
        change_set = find(store, name, stack_name)
        check_executable(change_set)
        stack = store.stacks[change_set.stack_id]
        if stack.status != "REVIEW_IN_PROGRESS":
            check_updatable(stack)
        obsolete_others(store, stack, change_set)
        change_set.execution_status = "EXECUTE_IN_PROGRESS"
        stack.change_set_id = change_set.id
        stack.capabilities, stack.notification_arns = change_set.capabilities, change_set.notification_arns
        stack.role_arn = change_set.role_arn or stack.role_arn
        stack.disable_rollback = disable_rollback
        target = Target(change_set.body, change_set.template, change_set.parameters, change_set.tags)
        on_failure = "DO_NOTHING" if disable_rollback else change_set.on_stack_failure or "ROLLBACK"
        engine.deploy(store, stack, change_set.type, target, token, on_failure)


def obsolete_others(store: Store, stack: Stack, executed: ChangeSet | None = None) -> None:
    """No other change set of the stack fits any more: they stay readable, but cannot be executed."""
    for other in store.change_sets_of(stack):
        if other is not executed and other.execution_status in ("AVAILABLE", "UNAVAILABLE"):
            other.execution_status = "OBSOLETE"


def settle_executed(stack: Stack, store: Store) -> None:
    """After an operation: the change set that started it is executed or failed."""
    change_set = store.change_sets.get(stack.change_set_id or "")
    if change_set and change_set.execution_status == "EXECUTE_IN_PROGRESS":
        done = stack.status in ("CREATE_COMPLETE", "UPDATE_COMPLETE")
        change_set.execution_status = "EXECUTE_COMPLETE" if done else "EXECUTE_FAILED"


def delete(store: Store, name: str, stack_name: str | None) -> None:
    """Delete a change set; an unknown one counts as deleted."""
    with store.lock:
        try:
            found = find(store, name, stack_name)
        except ChangeSetNotFound:
            return
        if found.execution_status == "EXECUTE_IN_PROGRESS":
            raise ValidationError(f"ChangeSet [{found.id}] cannot be deleted while it is being executed")
        store.change_sets.pop(found.id)


def delete_all(store: Store, stack: Stack) -> None:
    for change_set in store.change_sets_of(stack):
        store.change_sets.pop(change_set.id)
