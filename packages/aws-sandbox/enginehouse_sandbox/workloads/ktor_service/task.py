"""The requests that reach one task, one every few seconds, and more of them failed when asked for."""

from random import Random

from ..timeline import Timeline
from .request import Request, answered, failed

USUAL_SECONDS = 6.0
"""Between two requests, on average: quiet, so that logs and metrics stay short."""


class TaskTraffic:
    """`identifier` is the task's id; the same one gives the same requests."""

    def __init__(self, identifier: str, slot: str, now: float) -> None:
        self.identifier, self.slot = identifier, slot
        self._random = Random(identifier)
        self._timeline = Timeline()
        self._requests: list[Request] = []
        self.count = 0
        self._plan(now)

    def advance(self, now: float) -> list[Request]:
        """The requests since last asked, in order of time."""
        self._timeline.run(now)
        taken, self._requests = sorted(self._requests, key=lambda request: request.at), []
        self.count += len(taken)
        return taken

    def fail(self, now: float, seconds: float, rate: float) -> None:
        """Let `rate` requests a second fail, for `seconds` from now on, beside the usual ones."""
        for number in range(round(seconds * rate)):
            self._timeline.at(now + number / rate, self._failed)

    def _plan(self, after: float) -> None:
        self._timeline.at(after + self._random.expovariate(1 / USUAL_SECONDS), self._answered)

    def _answered(self, at: float) -> None:
        self._requests.append(answered(at, self._random, self.slot))
        self._plan(at)

    def _failed(self, at: float) -> None:
        self._requests.append(failed(at, self._random, self.slot))
