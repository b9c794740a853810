"""What a kind of workload is to the simulator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..hooks import StackView


class Workload(Protocol):
    """What runs in one stack. All calls come from one thread at a time."""

    stack: StackView
    """As it stood when last seen in a *_COMPLETE state."""

    @property
    def alive(self) -> bool:
        """Whether anything of it still runs; a stack that is being updated or deleted is not seen meanwhile."""

    def tick(self, now: float) -> None:
        """Follow what AWS says runs, and write what it would write up to `now` (seconds since the epoch)."""

    def view(self) -> dict[str, Any]:
        """What is simulated, as JSON."""


Control = Callable[[Any, Mapping[str, Any], float], None]
"""Takes a workload of its kind, the body of a request, and the time; raises `ControlError`."""


@dataclass(frozen=True)
class Kind:
    """`definition` is the value of the stack tag; `controls` are the endpoints by their last path segment;
    `limits` say what the simulation cannot show honestly: `id`, `title`, `detail`."""

    definition: str
    start: Callable[[StackView], Workload]
    controls: Mapping[str, Control]
    limits: tuple[Mapping[str, str], ...]
