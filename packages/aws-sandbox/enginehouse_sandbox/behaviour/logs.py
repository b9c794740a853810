"""FilterLogEvents as AWS answers it: streams interleaved by time, a time range, terms, pages that miss nothing."""

import base64
import json
from typing import Any

from moto.logs.exceptions import InvalidParameterException, ResourceNotFoundException
from moto.logs.responses import LogsResponse

from .log_conditions import UnsupportedPattern
from .log_filter import compile_pattern

MAX_LIMIT = 10_000

Position = tuple[int, int]
"""Timestamp and event id: a place in the order of events that stays when new ones arrive."""


def install() -> None:
    LogsResponse.filter_log_events = filter_log_events


def filter_log_events(self: Any) -> str:
    name = self._get_param("logGroupName") or str(self._get_param("logGroupIdentifier") or "").split(":log-group:")[-1]
    group = self.logs_backend.groups.get(name.removesuffix(":*"))
    if group is None:
        raise ResourceNotFoundException()
    limit = int(self._get_param("limit") or MAX_LIMIT)
    if not 1 <= limit <= MAX_LIMIT:
        raise InvalidParameterException(msg=f"limit is {limit}; accepted is 1 to {MAX_LIMIT}")
    try:
        matches = compile_pattern(self._get_param("filterPattern")).matches
    except UnsupportedPattern as error:
        raise InvalidParameterException(msg=str(error)) from error
    streams = _streams(self, group)
    after = _position(self._get_param("nextToken"))
    found = _found(streams, self._get_param("startTime"), self._get_param("endTime"), after, matches)
    page = found[:limit]
    token = _token(page[-1]) if len(found) > limit else None
    return json.dumps(
        {
            "events": [{**event.to_filter_dict(), "logStreamName": stream} for stream, event in page],
            "searchedLogStreams": [],
            **({"nextToken": token} if token else {}),
        }
    )


def _streams(self: Any, group: Any) -> list[Any]:
    names, prefix = self._get_param("logStreamNames") or [], self._get_param("logStreamNamePrefix")
    if names and prefix:
        raise InvalidParameterException(msg="logStreamNames and logStreamNamePrefix exclude each other")
    missing = [name for name in names if name not in group.streams]
    if missing:
        raise ResourceNotFoundException(f"The specified log stream does not exist: {', '.join(missing)}")
    return [
        stream
        for name, stream in list(group.streams.items())
        if (not names or name in names) and (not prefix or name.startswith(prefix))
    ]


def _found(
    streams: list[Any], start: int | None, end: int | None, after: Position | None, matches: Any
) -> list[tuple[str, Any]]:
    found = [
        (stream.log_stream_name, event)
        for stream in streams
        for event in list(stream.events)
        if (start is None or event.timestamp >= int(start))
        and (end is None or event.timestamp <= int(end))
        and (after is None or (event.timestamp, event.event_id) > after)
        and matches(event.message)
    ]
    return sorted(found, key=lambda one: (one[1].timestamp, one[1].event_id))


def _token(last: tuple[str, Any]) -> str:
    event = last[1]
    return base64.urlsafe_b64encode(f"{event.timestamp}/{event.event_id}".encode()).decode()


def _position(token: str | None) -> Position | None:
    if not token:
        return None
    try:
        timestamp, _, event_id = base64.urlsafe_b64decode(token).decode().partition("/")
        return int(timestamp), int(event_id)
    except ValueError as error:
        raise InvalidParameterException(msg="The specified nextToken is invalid.") from error
