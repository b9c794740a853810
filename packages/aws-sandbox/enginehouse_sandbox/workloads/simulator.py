"""Keeps one workload for each stack of a known kind, and answers the control endpoints."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..hooks import ControlError, ControlRequest, find_by_tag
from .workload import Kind, Workload

TAG = "enginehouse:definition"
log = logging.getLogger(__name__)


class Simulator:
    """`now` gives seconds since the epoch."""

    def __init__(self, kinds: Sequence[Kind], now: Callable[[], float] = time.time) -> None:
        self._kinds = {kind.definition: kind for kind in kinds}
        self._now = now
        self._workloads: dict[str, tuple[Kind, Workload]] = {}
        self._busy = threading.Lock()

    def tick(self) -> None:
        """Take up stacks that appeared, let every workload go on, drop those that ended."""
        with self._busy:
            seen = self._see_stacks()
            for stack_id, (_, workload) in list(self._workloads.items()):
                try:
                    workload.tick(self._now())
                except Exception:
                    log.exception("workload of stack %s failed", workload.stack.stack_name)
                if stack_id not in seen and not workload.alive:
                    del self._workloads[stack_id]

    def handle(self, request: ControlRequest) -> Any:
        """`GET /sandbox/workloads`; `POST /sandbox/workloads/<kind>/<control>` with `{stack, …}` answers the
        workload as it is then."""
        with self._busy:
            if request.method == "GET" and not request.path:
                return [workload.view() for _, workload in self._workloads.values()]
            kind, control = self._control(request)
            if not isinstance(request.body, Mapping):
                raise ControlError("the body is not an object", accepted='{"stack": "<name or StackId>", …}')
            workload = self._find(kind, request.body.get("stack"))
            kind.controls[control](workload, request.body, self._now())
            return workload.view()

    def _see_stacks(self) -> set[str]:
        seen = set()
        for stack in find_by_tag(TAG):
            kind = self._kinds.get(stack.tags[TAG])
            if kind is None:
                continue
            seen.add(stack.stack_id)
            if stack.stack_id in self._workloads:
                self._workloads[stack.stack_id][1].stack = stack
            else:
                self._workloads[stack.stack_id] = kind, kind.start(stack)
        return seen

    def _control(self, request: ControlRequest) -> tuple[Kind, str]:
        name, _, control = request.path.partition("/")
        kind = self._kinds.get(name)
        if request.method != "POST" or kind is None or control not in kind.controls:
            kinds = self._kinds.values()
            offered = [f"POST {each.definition}/{control}" for each in kinds for control in each.controls]
            raise ControlError(
                f"no control {request.method} {request.path!r}", accepted=", ".join(["GET", *offered]), status=404
            )
        return kind, control

    def _find(self, kind: Kind, wanted: Any) -> Workload:
        """The workload of the stack with that name or StackId."""
        running = [workload for its_kind, workload in self._workloads.values() if its_kind is kind]
        found = [one for one in running if wanted in (one.stack.stack_name, one.stack.stack_id)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(one.stack.stack_id for one in found)
            raise ControlError(f"more than one stack is named {wanted!r}", path="stack", accepted=ids)
        known = ", ".join(sorted(one.stack.stack_name for one in running)) or "no such stack is running"
        raise ControlError(f"no {kind.definition} runs in a stack {wanted!r}", path="stack", accepted=known, status=404)
