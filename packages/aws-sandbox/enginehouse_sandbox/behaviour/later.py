"""What happens some time after a call, on a beat of the clock."""

import time
from collections.abc import Callable

from ..clock import every_second

_planned: list[tuple[float, Callable[[], None]]] = []


def install() -> None:
    every_second(beat)


def after(seconds: float, action: Callable[[], None]) -> None:
    """Run `action` once, in `seconds` from now."""
    _planned.append((time.monotonic() + seconds, action))


def beat() -> None:
    now = time.monotonic()
    for one in [planned for planned in list(_planned) if planned[0] <= now]:
        _planned.remove(one)
        one[1]()


def clear() -> None:
    _planned.clear()
