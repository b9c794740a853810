"""The one-second clock: what alarms, target health, Auto Scaling, tasks and workloads are driven by."""

import logging
import threading
from collections.abc import Callable

from .settings import TICK_SECONDS

log = logging.getLogger(__name__)

Callback = Callable[[], None]


class Clock:
    """Calls every registered callback once a second, in order of registration, on one thread.

    A callback that raises is logged and called again the next second: one broken
    behaviour must not stop the others.
    """

    def __init__(self, seconds: float = 1.0) -> None:
        self.seconds = seconds
        self._callbacks: list[Callback] = []
        self._ticking = threading.Lock()
        self._stopped = threading.Event()

    def every_second(self, callback: Callback) -> Callback:
        """Register `callback`; returns it, so it can be used as a decorator."""
        self._callbacks.append(callback)
        return callback

    def tick(self) -> None:
        """Run every callback once, now. Ticks never overlap."""
        with self._ticking:
            for callback in list(self._callbacks):
                try:
                    callback()
                except Exception:
                    log.exception("clock callback %s failed", getattr(callback, "__qualname__", callback))

    def start(self) -> None:
        threading.Thread(target=self._run, name="sandbox-clock", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self.seconds):
            self.tick()


CLOCK = Clock(TICK_SECONDS)
every_second = CLOCK.every_second
