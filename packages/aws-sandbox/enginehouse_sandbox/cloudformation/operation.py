"""One running operation on a stack: its token, its pace, its events, and how others may stop it."""

import json
import threading
from collections.abc import Callable

from . import events
from .model import Json, Stack, StackResource
from .pace import Pace
from .store import Store


class Stopped(Exception):
    """The operation was stopped from outside: an update cancelled, a create overtaken by a delete."""


class Operation:
    """Events of an operation carry its `token`; a cancel that brings a token of its own replaces it."""

    def __init__(self, store: Store, stack: Stack, token: str | None, pace: Pace) -> None:
        self.store = store
        self.stack = stack
        self.token = token
        self.pace = pace
        self.mask: Callable[[str], str] = str
        """Hides secrets in what events show."""
        self.finished = threading.Event()
        self._stop = threading.Event()

    def stack_event(self, status: str, reason: str | None = None) -> None:
        events.stack_event(self.stack, status, reason, self.token)

    def resource_event(
        self, resource: StackResource, status: str, reason: str | None = None, properties: Json | None = None
    ) -> None:
        text = self.mask(json.dumps(properties)) if properties is not None else None
        events.resource_event(self.stack, resource, status, reason, text, self.token)

    def stop(self, token: str | None = None) -> None:
        """Ask the operation to stop before its next resource."""
        if token:
            self.token = token
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def check_stopped(self) -> None:
        if self.stopped:
            raise Stopped("operation stopped")
