"""`/sandbox/status`: whether the local AWS is ready, since when it runs, and what it cannot show honestly."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from . import __version__
from .cloudformation.store import all_stacks
from .control import ControlRequest, ControlResponse
from .resources.table import is_read, is_stub, supported_types

LIMITS = (
    {
        "id": "nothing-boots",
        "title": "Nothing boots",
        "detail": "No user data, engine process, mTLS endpoint, DNS or traffic through a balancer. Health, tasks, "
        "metrics and logs are what the workload simulator or a person writes. Databases, caches, WAF and canaries "
        "are records.",
    },
    {
        "id": "time-and-scarcity",
        "title": "Time and scarcity",
        "detail": "Resources exist at once; there are no quotas, capacity errors, eventual consistency or "
        "throttling of its own.",
    },
    {
        "id": "permissions",
        "title": "Permissions",
        "detail": "No proof of least privilege, trust, conditions, service control policies or key policies.",
    },
    {
        "id": "acceptance",
        "title": "CloudFormation acceptance",
        "detail": "Properties are not validated as AWS does: a green deployment here is not a green deployment there.",
    },
    {
        "id": "settings-without-effect",
        "title": "Settings without effect",
        "detail": "Encryption at rest, TLS, retention, backups, failover, cost, and update and creation policies "
        "are settings without effect.",
    },
    {
        "id": "metric-math",
        "title": "Metric math",
        "detail": "Anomaly bands are not evaluated: their alarms have insufficient data. Metric math knows arithmetic, "
        "comparisons, IF, FILL, METRICS and the common functions; SEARCH and others are refused.",
    },
)


_declared: list[dict[str, str]] = []


def declare_limits(limits: Iterable[dict[str, str]]) -> None:
    """Add what an extension cannot show honestly: `id`, `title` and `detail` of each."""
    _declared.extend(limits)


@dataclass
class Status:
    ready: bool = False
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    restored: list[str] = field(default_factory=list)
    """Names of the stacks that were restored from the journal at this start."""
    problems: list[str] = field(default_factory=list)
    """What of the journal could not be read, in sentences."""


STATUS = Status()


def control(_: ControlRequest) -> ControlResponse:
    """200 once ready, 503 before: a client that looks at the HTTP status only must not come too early."""
    live = [resource for stack in all_stacks() for resource in list(stack.resources.values())]
    body: dict[str, Any] = {
        "ready": STATUS.ready,
        "startedAt": STATUS.started.isoformat(),
        "version": __version__,
        "restoredStacks": STATUS.restored,
        "problems": STATUS.problems,
        "limits": [*LIMITS, *_declared],
        "stubTypes": sorted({r.type for r in live if is_stub(r.type)}),
        "unreadDriftTypes": sorted({r.type for r in live if not is_read(r.type)}),
        "supportedTypes": supported_types(),
    }
    return ControlResponse(body, 200 if STATUS.ready else 503)
