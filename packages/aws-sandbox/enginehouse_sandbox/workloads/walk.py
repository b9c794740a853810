"""A pseudo-random walk for charts that look alive and stay plausible."""

from random import Random


class Walk:
    """A value that is drawn towards a target, trembles, and keeps within bounds."""

    def __init__(self, random: Random, start: float, low: float, high: float, tremble: float) -> None:
        self._random = random
        self._low, self._high, self._tremble = low, high, tremble
        self.value = start

    def step(self, target: float) -> float:
        """Go six tenths of the way to `target`, more or less."""
        drawn = self.value + 0.6 * (target - self.value) + self._random.gauss(0, self._tremble)
        self.value = min(self._high, max(self._low, drawn))
        return self.value
