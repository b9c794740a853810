"""Starting, stopping and watching stack operations: the one place where a stack becomes busy."""

import logging
import threading
from collections.abc import Callable, Collection

from .deployment import Deployment
from .errors import InvalidChangeSetStatus, ValidationError
from .model import ChangeSet, Stack, Target, now
from .operation import Operation
from .pace import Pace
from .removal import remove
from .rollback import roll_back_create, roll_back_update
from .steps import Steps
from .store import Store

log = logging.getLogger(__name__)

Watcher = Callable[[Stack, str, str | None, bool], None]
"""Called with the stack, the action (CREATE, UPDATE, DELETE, ROLLBACK), its token, and whether it has ended."""

_UPDATABLE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "CREATE_FAILED", "UPDATE_FAILED"}


class Engine:
    """Runs operations on threads of their own, or in the caller's thread when its pace is synchronous."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._running: dict[str, Operation] = {}
        self._watchers: list[Watcher] = []

    def at(self, pace: Pace) -> "Engine":
        """The same engine, with the same watchers, at another pace."""
        other = Engine(pace)
        other._running, other._watchers = self._running, self._watchers
        return other

    def watch(self, watcher: Watcher) -> None:
        self._watchers.append(watcher)

    def deploy(
        self, store: Store, stack: Stack, kind: str, target: Target, token: str | None, on_failure: str = "ROLLBACK"
    ) -> None:
        """Create or update. Call with the store's lock held and the stack checked."""
        operation = self._begin(store, stack, f"{kind}_IN_PROGRESS", token)
        stack.updated = now() if kind == "UPDATE" or stack.change_set_id else stack.updated
        stack.adopt(target) if kind == "CREATE" else None
        deployment = Deployment(operation, kind, target, on_failure)
        self._run(operation, kind, deployment.run)

    def delete(self, store: Store, stack: Stack, token: str | None, retain: Collection[str] = ()) -> None:
        """Delete; a create that still runs is stopped first."""
        overtaken = self._running.get(stack.id)
        if overtaken:
            overtaken.stop()
        operation = self._begin(store, stack, "DELETE_IN_PROGRESS", token)

        def run() -> None:
            if overtaken:
                overtaken.finished.wait()
            remove(operation, retain)

        self._run(operation, "DELETE", run)

    def cancel_update(self, stack: Stack, token: str | None) -> None:
        if stack.status != "UPDATE_IN_PROGRESS" or stack.id not in self._running:
            raise ValidationError(f"CancelUpdateStack cannot be called from current stack status {stack.status}")
        self._running[stack.id].stop(token)

    def continue_rollback(self, store: Store, stack: Stack, token: str | None, skip: Collection[str]) -> None:
        if stack.status != "UPDATE_ROLLBACK_FAILED" or not stack.unfinished:
            raise ValidationError(
                f"Stack:{stack.id} is in {stack.status} state and can not be continued: "
                "rollback can only be continued from UPDATE_ROLLBACK_FAILED."
            )
        failed = {name for name, resource in stack.resources.items() if resource.status == "UPDATE_FAILED"}
        wrong = sorted(set(skip) - failed)
        if wrong:
            raise ValidationError(
                f"ResourcesToSkip names resources that are not in UPDATE_FAILED: [{', '.join(wrong)}]"
            )
        self._roll_back(store, stack, token, skip)

    def roll_back(self, store: Store, stack: Stack, token: str | None) -> None:
        if stack.status not in ("CREATE_FAILED", "UPDATE_FAILED"):
            raise ValidationError(f"Stack:{stack.id} is in {stack.status} state and can not be rolled back.")
        self._roll_back(store, stack, token, ())

    def changed(self, stack: Stack) -> None:
        """Tell the watchers of a change outside any operation (termination protection)."""
        for watcher in self._watchers:
            watcher(stack, "", None, True)

    def running(self, stack: Stack) -> Operation | None:
        return self._running.get(stack.id)

    def _roll_back(self, store: Store, stack: Stack, token: str | None, skip: Collection[str]) -> None:
        before, create = stack.unfinished, stack.status == "CREATE_FAILED"
        operation = Operation(store, stack, token, self.pace)
        stack.status = "ROLLBACK_IN_PROGRESS" if create else "UPDATE_ROLLBACK_IN_PROGRESS"
        self._running[stack.id] = operation

        def run() -> None:
            if create or before is None:
                roll_back_create(operation, Steps(operation), "User Initiated")
            else:
                roll_back_update(operation, Steps(operation), before, "User Initiated", skip)

        self._run(operation, "ROLLBACK", run)

    def _begin(self, store: Store, stack: Stack, status: str, token: str | None) -> Operation:
        operation = Operation(store, stack, token, self.pace)
        self._running[stack.id] = operation
        operation.stack_event(status, "User Initiated")
        return operation

    def _run(self, operation: Operation, action: str, work: Callable[[], None]) -> None:
        self._tell(operation, action, ended=False)

        def run() -> None:
            try:
                work()
            except Exception:
                log.exception("%s of stack %s broke", action, operation.stack.name)
                operation.stack_event(f"{action}_FAILED", "Internal Failure of the local AWS")
            finally:
                if self._running.get(operation.stack.id) is operation:
                    self._running.pop(operation.stack.id)
                    self._tell(operation, action, ended=True)
                operation.finished.set()

        if operation.pace.synchronous:
            run()
        else:
            threading.Thread(target=run, name=f"stack-{operation.stack.name}", daemon=True).start()

    def _tell(self, operation: Operation, action: str, ended: bool) -> None:
        for watcher in self._watchers:
            try:
                watcher(operation.stack, action, operation.token, ended)
            except OSError:
                log.exception("stack %s: its journal cannot be written", operation.stack.name)


ENGINE = Engine(Pace.from_environment())


def check_updatable(stack: Stack) -> None:
    if stack.status not in _UPDATABLE:
        raise ValidationError(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")


def check_executable(change_set: ChangeSet) -> None:
    if change_set.execution_status != "AVAILABLE":
        raise InvalidChangeSetStatus(
            f"ChangeSet [{change_set.id}] cannot be executed in its current execution status of "
            f"[{change_set.execution_status}]"
        )
