"""From an empty process to a local AWS that is ready: bootstrap, restore, and only then answer."""

import logging
from pathlib import Path

from . import bootstrap, seeds
from .cloudformation.engine import ENGINE
from .cloudformation.pace import INSTANT
from .journal import AssetObjects, Journal, restore
from .status import STATUS
from .wire.middleware import Middleware

log = logging.getLogger(__name__)


class Startup:
    """Prepares the places (account and region) that are bootstrapped, and the data folder if there is one."""

    def __init__(self, places: list[tuple[str, str]], data: Path | None) -> None:
        self.places = places
        self.journal = Journal(data / "stacks") if data else None
        self.objects = AssetObjects(data / "objects") if data else None

    def run(self, middleware: Middleware) -> None:
        records = list(self.journal.read()) if self.journal else []
        for record in records:
            seeds.plant(record.account, record.region)
        for record in records:
            if record.name == bootstrap.STACK_NAME:
                restore(record)
        if self.journal:
            STATUS.problems += self.journal.problems
            ENGINE.watch(self.journal.note)
        self.bootstrap()
        if self.objects:
            self.objects.restore()
            middleware.after.append(self.objects.after_call)
        for record in records:
            if record.name != bootstrap.STACK_NAME:
                restored = restore(record)
                if self.journal:
                    self.journal.note(restored, "", None, True)
                STATUS.restored += [restored.name] if restored.live else []

    def bootstrap(self) -> None:
        for account, region in self.places:
            seeds.plant(account, region)
            bootstrap.bootstrap(ENGINE.at(INSTANT), account, region)

    def forget(self) -> None:
        """After a reset: nothing of before comes back at the next start."""
        if self.journal:
            self.journal.clear()
        if self.objects:
            self.objects.clear()
        self.bootstrap()
