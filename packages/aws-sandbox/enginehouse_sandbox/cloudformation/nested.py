"""Nested stacks: the same deployment, run at once inside the parent's operation."""

from . import parameters, template
from .deployment import Deployment
from .events import stack_event
from .model import Json, Stack, Target, new_stack_id, now
from .operation import Operation
from .pace import INSTANT
from .removal import remove
from .store import Store, store


def create(parent: Stack, name: str, properties: Json) -> Stack:
    where = _store(parent)
    child = Stack(
        parent.account,
        parent.region,
        new_stack_id(parent.account, parent.region, name),
        name,
        "CREATE_IN_PROGRESS",
        parent_id=parent.id,
        root_id=parent.root_id or parent.id,
        capabilities=parent.capabilities,
    )
    where.stacks[child.id] = child
    _run(where, child, "CREATE", _target(parent, properties, {}))
    return child


def update(parent: Stack, child_id: str, properties: Json) -> Stack:
    where = _store(parent)
    child = where.stacks[child_id]
    child.updated = now()
    _run(where, child, "UPDATE", _target(parent, properties, child.parameters))
    return child


def delete(parent: Stack, child_id: str) -> Stack:
    where = _store(parent)
    child = where.stacks[child_id]
    operation = Operation(where, child, None, INSTANT)
    operation.stack_event("DELETE_IN_PROGRESS")
    remove(operation)
    return child


def outputs(parent: Stack, child_id: str) -> dict[str, str]:
    return {output.key: output.value for output in _store(parent).stacks[child_id].outputs}


def _store(parent: Stack) -> Store:
    return store(parent.account, parent.region)


def _target(parent: Stack, properties: Json, previous: dict[str, str]) -> Target:
    body = template.body_from(parent.account, parent.region, None, properties["TemplateURL"])
    parsed = template.parse(body)
    template.validate(parsed, parent.region)
    given = [
        {"ParameterKey": key, "ParameterValue": ",".join(value) if isinstance(value, list) else str(value)}
        for key, value in (properties.get("Parameters") or {}).items()
    ]
    return Target(body, parsed, parameters.settle(parsed, given, previous), dict(parent.tags))


def _run(where: Store, child: Stack, kind: str, target: Target) -> None:
    stack_event(child, f"{kind}_IN_PROGRESS", None, None)
    if kind == "CREATE":
        child.adopt(target)
    Deployment(Operation(where, child, None, INSTANT), kind, target).run()
