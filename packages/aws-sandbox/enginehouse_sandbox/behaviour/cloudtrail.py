"""CloudTrail's LookupEvents, from the call log: the write calls, newest first."""

import json
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse

from ..wire.call_log import CALLS, LoggedCall

MAX_RESULTS = 50


def install() -> None:
    CloudTrailResponse.lookup_events = lookup_events


def lookup_events(self: Any) -> str:
    wanted = {one["AttributeKey"]: one["AttributeValue"] for one in self._get_param("LookupAttributes") or []}
    found = [
        _event(logged)
        for logged in reversed(CALLS.calls())
        if not logged.call.reads
        and (logged.call.account, logged.call.region) == (self.current_account, self.region)
        and wanted.get("EventName", logged.call.action) == logged.call.action
        and wanted.get("EventSource", _source(logged)) == _source(logged)
    ]
    return json.dumps({"Events": found[: int(self._get_param("MaxResults") or MAX_RESULTS)]})


def _source(logged: LoggedCall) -> str:
    return f"{logged.call.service}.amazonaws.com"


def _event(logged: LoggedCall) -> dict[str, Any]:
    return {
        "EventId": logged.id,
        "EventName": logged.call.action,
        "EventTime": logged.time.timestamp(),
        "EventSource": _source(logged),
        "Username": logged.call.access_key,
        "ReadOnly": "false",
        "CloudTrailEvent": json.dumps({**logged.described(), "errorCode": logged.error}),
    }
