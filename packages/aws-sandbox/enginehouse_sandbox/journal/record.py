"""One stack as its journal file holds it."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from ..cloudformation.model import Stack, StackEvent

VERSION = 1


@dataclass
class Pending:
    """An operation that had begun and not ended: CREATE, UPDATE, DELETE or ROLLBACK."""

    action: str
    token: str | None
    began: str


@dataclass
class LastEvent:
    """The newest event of the stack itself."""

    status: str
    reason: str | None
    token: str | None
    event_id: str
    timestamp: str


@dataclass
class StackRecord:
    """`resources` are the logical ids that existed. Times are ISO text."""

    stack_id: str
    name: str
    account: str
    region: str
    status: str
    status_reason: str | None
    body: str
    parameters: dict[str, str]
    tags: dict[str, str]
    capabilities: list[str]
    notification_arns: list[str]
    role_arn: str | None
    termination_protection: bool
    disable_rollback: bool
    change_set_id: str | None
    created: str
    updated: str | None
    deleted: str | None
    resources: list[str] = field(default_factory=list)
    pending: Pending | None = None
    last: LastEvent | None = None
    version: int = VERSION

    @classmethod
    def of(cls, stack: Stack, pending: Pending | None) -> "StackRecord":
        return cls(
            stack_id=stack.id,
            name=stack.name,
            account=stack.account,
            region=stack.region,
            status=stack.status,
            status_reason=stack.status_reason,
            body=stack.body,
            parameters=stack.parameters,
            tags=stack.tags,
            capabilities=stack.capabilities,
            notification_arns=stack.notification_arns,
            role_arn=stack.role_arn,
            termination_protection=stack.termination_protection,
            disable_rollback=stack.disable_rollback,
            change_set_id=stack.change_set_id,
            created=stack.created.isoformat(),
            updated=_text(stack.updated),
            deleted=_text(stack.deleted),
            resources=list(stack.resources),
            pending=pending,
            last=_last(stack),
        )

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "StackRecord":
        """Raises ValueError, KeyError or TypeError when the file is not of this version."""
        if given.get("version") != VERSION:
            raise ValueError(f"version is {given.get('version')!r}; accepted is {VERSION}")
        pending, last = given.pop("pending"), given.pop("last")
        return cls(**given, pending=Pending(**pending) if pending else None, last=LastEvent(**last) if last else None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    def stack(self, status: str) -> Stack:
        """An empty stack of the same identity, in `status`."""
        return Stack(
            self.account,
            self.region,
            self.stack_id,
            self.name,
            status,
            capabilities=self.capabilities,
            notification_arns=self.notification_arns,
            role_arn=self.role_arn,
            termination_protection=self.termination_protection,
            disable_rollback=self.disable_rollback,
            change_set_id=self.change_set_id,
            created=datetime.fromisoformat(self.created),
            updated=_moment(self.updated),
            deleted=_moment(self.deleted),
        )

    def last_event(self) -> StackEvent | None:
        """The newest stack event from before, with its own id, token and time."""
        if not self.last:
            return None
        return StackEvent(
            stack_id=self.stack_id,
            stack_name=self.name,
            logical_id=self.name,
            physical_id=self.stack_id,
            type="AWS::CloudFormation::Stack",
            status=self.last.status,
            reason=self.last.reason,
            properties=None,
            token=self.last.token,
            event_id=self.last.event_id,
            timestamp=datetime.fromisoformat(self.last.timestamp),
        )


def _last(stack: Stack) -> LastEvent | None:
    newest = next((event for event in reversed(stack.events) if event.physical_id == stack.id), None)
    if not newest:
        return None
    return LastEvent(newest.status, newest.reason, newest.token, newest.event_id, newest.timestamp.isoformat())


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
