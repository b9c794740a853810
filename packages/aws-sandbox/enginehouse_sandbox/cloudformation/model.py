"""What the engine keeps: stacks, their resources, events and change sets, as CloudFormation names them."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

STACK_TYPE = "AWS::CloudFormation::Stack"

Json = dict[str, Any]


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Output:
    key: str
    value: str
    description: str | None = None
    export_name: str | None = None


@dataclass
class StackResource:
    """One resource of a stack.

    `properties` are resolved but keep dynamic references as text, so that no secret is stored;
    `state` is what its handler remembers between create, update and delete.
    """

    logical_id: str
    type: str
    physical_id: str = ""
    properties: Json = field(default_factory=dict)
    state: Json = field(default_factory=dict)
    stack_tags: dict[str, str] = field(default_factory=dict)
    status: str = ""
    status_reason: str | None = None
    timestamp: datetime = field(default_factory=now)


@dataclass(frozen=True)
class StackEvent:
    stack_id: str
    stack_name: str
    logical_id: str
    physical_id: str
    type: str
    status: str
    reason: str | None
    properties: str | None
    token: str | None
    event_id: str
    timestamp: datetime


@dataclass
class ChangeSet:
    id: str
    name: str
    stack_id: str
    stack_name: str
    type: str
    body: str
    template: Json
    parameters: dict[str, str]
    tags: dict[str, str]
    capabilities: list[str]
    notification_arns: list[str]
    description: str | None = None
    role_arn: str | None = None
    on_stack_failure: str | None = None
    include_nested_stacks: bool = False
    status: str = "CREATE_PENDING"
    status_reason: str | None = None
    execution_status: str = "UNAVAILABLE"
    changes: list[Json] = field(default_factory=list)
    created: datetime = field(default_factory=now)


@dataclass
class Stack:
    account: str
    region: str
    id: str
    name: str
    status: str
    body: str = "{}"
    template: Json = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    capabilities: list[str] = field(default_factory=list)
    notification_arns: list[str] = field(default_factory=list)
    role_arn: str | None = None
    termination_protection: bool = False
    disable_rollback: bool = False
    status_reason: str | None = None
    description: str | None = None
    parent_id: str | None = None
    root_id: str | None = None
    change_set_id: str | None = None
    resources: dict[str, StackResource] = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)
    events: list[StackEvent] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    unfinished: "Snapshot | None" = None
    """What the stack was before an update that failed and was not rolled back (yet)."""
    drift_status: str = "NOT_CHECKED"
    drift_checked: datetime | None = None
    created: datetime = field(default_factory=now)
    updated: datetime | None = None
    deleted: datetime | None = None

    @property
    def live(self) -> bool:
        return self.status != "DELETE_COMPLETE"

    @property
    def busy(self) -> bool:
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"

    def adopt(self, target: "Target") -> None:
        """Take over the target's template, parameters and tags."""
        self.body, self.template = target.body, target.template
        self.parameters, self.tags = dict(target.parameters), dict(target.tags)
        self.description = target.template.get("Description")


@dataclass(frozen=True)
class Target:
    """What an operation shall make of a stack."""

    body: str
    template: Json
    parameters: dict[str, str]
    tags: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """A stack before an operation, to return to when that fails."""

    target: Target
    resources: dict[str, StackResource]

    @classmethod
    def of(cls, stack: Stack) -> "Snapshot":
        copies = {
            name: replace(resource, properties=deepcopy(resource.properties), state=dict(resource.state))
            for name, resource in stack.resources.items()
        }
        return cls(Target(stack.body, stack.template, dict(stack.parameters), dict(stack.tags)), copies)


def new_stack_id(account: str, region: str, name: str) -> str:
    return f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{uuid4()}"


def new_change_set_id(account: str, region: str, name: str) -> str:
    return f"arn:aws:cloudformation:{region}:{account}:changeSet/{name}/{uuid4()}"


def new_event_id() -> str:
    return str(uuid4())
