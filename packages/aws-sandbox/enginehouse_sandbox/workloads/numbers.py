"""Reading numbers from the body of a control request."""

from collections.abc import Mapping
from typing import Any

from ..hooks import ControlError


def number(body: Mapping[str, Any], name: str, default: float, most: float) -> float:
    """The number above 0 and at most `most` that `body` has under `name`, or the default. Raises ControlError."""
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= most:
        raise ControlError(f"{name} is {value!r}", path=name, accepted=f"a number above 0, at most {most}")
    return value
