"""What happens when: actions in order of their time, whatever the rhythm they are asked for in."""

import heapq
from collections.abc import Callable
from itertools import count

Action = Callable[[float], None]


class Timeline:
    """Runs actions at their time (seconds since the epoch).

    An action gets its planned time, not the time it was run at, and may plan
    further ones. So the same seed gives the same course of events, however often
    `run` is called.
    """

    def __init__(self) -> None:
        self._planned: list[tuple[float, int, Action]] = []
        self._order = count()

    def at(self, when: float, action: Action) -> None:
        heapq.heappush(self._planned, (when, next(self._order), action))

    def run(self, until: float) -> None:
        """Run every action planned up to and including `until`, earliest first."""
        while self._planned and self._planned[0][0] <= until:
            when, _, action = heapq.heappop(self._planned)
            action(when)

    def clear(self) -> None:
        self._planned.clear()
