"""Writing the journal: a stack's file is rewritten when an operation begins and when it has ended."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from ..cloudformation.model import Stack, now
from .record import Pending, StackRecord

KEEP_DELETED = 200
"""How many deleted stacks stay describable by their id."""


class Journal:
    """The files below `folder`, one for each stack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        """Files that could not be read, in sentences."""
        self._pending: dict[str, Pending] = {}
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def note(self, stack: Stack, action: str, token: str | None, ended: bool) -> None:
        """Watcher of the engine. An empty action is a change outside any operation."""
        with self._lock:
            if action and ended:
                self._pending.pop(stack.id, None)
            elif action:
                self._pending[stack.id] = Pending(action, token, now().isoformat())
            self._write(StackRecord.of(stack, self._pending.get(stack.id)))

    def read(self) -> Iterator[StackRecord]:
        """Every record, oldest stack first; what cannot be read is named in `problems`."""
        found = []
        for path in self.folder.glob("*.json"):
            try:
                found.append(StackRecord.from_json(json.loads(path.read_text())))
            except (ValueError, KeyError, TypeError) as error:
                self.problems.append(f"{path.name} in the journal cannot be read: {error}")
        records = sorted(found, key=lambda record: record.created)
        self._prune(records)
        yield from records

    def clear(self) -> None:
        with self._lock:
            self._pending.clear()
            for path in self.folder.glob("*.json"):
                path.unlink()

    def _write(self, record: StackRecord) -> None:
        """Atomically: a reader sees the old file or the new one."""
        path = self._path(record)
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(record.to_json()))
        os.replace(draft, path)

    def _path(self, record: StackRecord) -> Path:
        return self.folder / f"{record.name}-{record.stack_id.rsplit('/', 1)[-1]}.json"

    def _prune(self, records: list[StackRecord]) -> None:
        deleted = [record for record in records if record.status == "DELETE_COMPLETE"]
        for record in deleted[:-KEEP_DELETED]:
            self._path(record).unlink(missing_ok=True)
            records.remove(record)
