"""Where stacks and change sets live: one `Store` for each account and region."""

import threading
from collections.abc import Iterator

from .model import ChangeSet, Output, Stack


class Store:
    """The stacks and change sets of one account and region. Hold `lock` to read a status and act on it."""

    def __init__(self, account: str, region: str) -> None:
        self.account = account
        self.region = region
        self.stacks: dict[str, Stack] = {}
        self.change_sets: dict[str, ChangeSet] = {}
        self.detections: dict[str, dict] = {}
        self.lock = threading.RLock()

    def find(self, name_or_id: str) -> Stack | None:
        """By id also deleted stacks, by name only the live one (as CloudFormation does)."""
        by_id = self.stacks.get(name_or_id)
        if by_id:
            return by_id
        return next((s for s in list(self.stacks.values()) if s.name == name_or_id and s.live), None)

    def find_change_set(self, name_or_id: str, stack: Stack | None = None) -> ChangeSet | None:
        """The newest of that name in `stack`, or by id anywhere."""
        by_id = self.change_sets.get(name_or_id)
        if by_id or stack is None:
            return by_id
        return next((c for c in reversed(self.change_sets_of(stack)) if c.name == name_or_id), None)

    def change_sets_of(self, stack: Stack) -> list[ChangeSet]:
        return [c for c in list(self.change_sets.values()) if c.stack_id == stack.id]

    def exports(self) -> dict[str, tuple[Stack, Output]]:
        """Every exported output of the live stacks, by export name."""
        return {
            output.export_name: (stack, output)
            for stack in list(self.stacks.values())
            if stack.live
            for output in stack.outputs
            if output.export_name
        }


_stores: dict[tuple[str, str], Store] = {}
_lock = threading.Lock()


def store(account: str, region: str) -> Store:
    with _lock:
        return _stores.setdefault((account, region), Store(account, region))


def all_stores() -> list[Store]:
    return list(_stores.values())


def all_stacks() -> Iterator[Stack]:
    """Every live stack of every account and region."""
    for each in all_stores():
        yield from (stack for stack in list(each.stacks.values()) if stack.live)


def clear() -> None:
    _stores.clear()
