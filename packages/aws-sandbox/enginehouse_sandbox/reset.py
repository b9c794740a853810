"""`POST /moto-api/reset` forgets everything: moto's backends, and what this package keeps beside them."""

from collections.abc import Callable

from . import behaviour, faults
from .clock import CLOCK
from .cloudformation import store
from .wire.call_log import CALLS

_also: list[Callable[[], None]] = []


def on_reset(callback: Callable[[], None]) -> None:
    """Run `callback` after everything was forgotten, in order of registration."""
    _also.append(callback)


def reset() -> None:
    store.clear()
    behaviour.clear()
    faults.clear()
    CALLS.clear()
    CLOCK.running = True
    for callback in _also:
        callback()
