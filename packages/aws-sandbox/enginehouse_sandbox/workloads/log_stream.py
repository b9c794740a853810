"""Writes lines to one CloudWatch log stream, as an agent on an instance does."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any


class LogStream:
    def __init__(self, logs: Any, group: str, stream: str) -> None:
        """`logs` is a boto3 client of CloudWatch Logs."""
        self._logs = logs
        self._name = {"logGroupName": group, "logStreamName": stream}
        self._created = False

    def put(self, lines: Iterable[tuple[float, str]]) -> None:
        """Send (time, text) pairs in order of time. A log group that is gone takes nothing."""
        events = [{"timestamp": round(at * 1000), "message": text} for at, text in lines]
        if not events:
            return
        with suppress(self._logs.exceptions.ResourceNotFoundException):
            self._create()
            self._logs.put_log_events(**self._name, logEvents=events)

    def _create(self) -> None:
        if self._created:
            return
        with suppress(self._logs.exceptions.ResourceAlreadyExistsException):
            self._logs.create_log_stream(**self._name)
        self._created = True
