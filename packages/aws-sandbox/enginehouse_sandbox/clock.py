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
    behaviour must not stop the others. While it stands still, only `tick` lets time do something.
    """

    def __init__(self, seconds: float = 1.0) -> None:
        self.seconds = seconds
        self._stands_still = False
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
            self._call_all()

    @property
    def running(self) -> bool:
        return not self._stands_still

    @running.setter
    def running(self, running: bool) -> None:
        """Once it is told to stand still, the tick that ran is over and none comes by itself."""
        with self._ticking:
            self._stands_still = not running

    def start(self) -> None:
        threading.Thread(target=self._run, name="sandbox-clock", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self.seconds):
            with self._ticking:
                if not self._stands_still:
                    self._call_all()

    def _call_all(self) -> None:
        for callback in list(self._callbacks):
            try:
                callback()
            except Exception:
                log.exception("clock callback %s failed", getattr(callback, "__qualname__", callback))


CLOCK = Clock(TICK_SECONDS)
every_second = CLOCK.every_second
