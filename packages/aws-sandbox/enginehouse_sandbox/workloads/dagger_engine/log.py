"""Where the processes of one host write their lines."""

from collections.abc import Callable
from dataclasses import dataclass

Write = Callable[[float, str], None]
"""Takes the time of a line (seconds since the epoch) and its text."""

STREAMS = ("boot", "engine", "stunnel")


@dataclass(frozen=True)
class Line:
    """`stream` is one of `STREAMS`: who wrote the line."""

    at: float
    stream: str
    text: str


class HostLog:
    """Lines not yet taken; a line may be written ahead of its time."""

    def __init__(self) -> None:
        self._lines: list[Line] = []

    def writer(self, stream: str) -> Write:
        return lambda at, text: self._lines.append(Line(at, stream, text))

    def take(self, until: float) -> list[Line]:
        """The lines up to `until` in order of time; lines of the same moment in order of writing."""
        taken = sorted((line for line in self._lines if line.at <= until), key=lambda line: line.at)
        self._lines = [line for line in self._lines if line.at > until]
        return taken

    def forget_after(self, moment: float) -> None:
        """The host stopped at `moment`: what was to come is never written."""
        self._lines = [line for line in self._lines if line.at <= moment]
