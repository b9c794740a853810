"""The call log: what reached the local AWS over HTTP, for tests (`/sandbox/calls`) and CloudTrail's LookupEvents."""

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from ..control import ControlRequest
from .api_call import ApiCall


@dataclass
class LoggedCall:
    call: ApiCall
    id: str = field(default_factory=lambda: str(uuid4()))
    time: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: int = 0
    error: str | None = None
    request_id: str | None = None

    def described(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "time": self.time.isoformat(),
            "service": self.call.service,
            "action": self.call.action,
            "account": self.call.account,
            "region": self.call.region,
            "parameters": self.call.parameters,
            "status": self.status,
            "error": self.error,
            "requestId": self.request_id,
        }


class CallLog:
    """The newest `limit` calls, oldest first."""

    def __init__(self, limit: int = 20_000) -> None:
        self._calls: deque[LoggedCall] = deque(maxlen=limit)
        self._lock = threading.Lock()

    def add(self, call: ApiCall) -> LoggedCall:
        logged = LoggedCall(call)
        with self._lock:
            self._calls.append(logged)
        return logged

    def calls(self) -> list[LoggedCall]:
        with self._lock:
            return list(self._calls)

    def clear(self) -> None:
        with self._lock:
            self._calls.clear()


CALLS = CallLog()


def control(request: ControlRequest) -> Any:
    """GET filters by `service`, `action`, `account`, `region`, `since` (ISO time) and any parameter name;
    DELETE empties the log."""
    if request.method == "DELETE":
        CALLS.clear()
    wanted = {key: value for key, value in request.query.items() if key != "since"}
    since = request.query.get("since", "")
    found = [logged.described() for logged in CALLS.calls()]
    return [entry for entry in found if entry["time"] >= since and _fits(entry, wanted)]


def _fits(entry: dict[str, Any], wanted: dict[str, str]) -> bool:
    return all(entry.get(key, entry["parameters"].get(key)) == value for key, value in wanted.items())
