"""Dimensions of a metric are a set: stock moto sorts them by comparing a value with a name, so that GetMetricData finds
a metric of two dimensions only when they are asked for in the order they were put."""

from typing import Any

from moto.cloudwatch.models import Dimension


def install() -> None:
    def before(self: Any, other: Any) -> bool:
        return (self.name or "", self.value or "") < (other.name or "", other.value or "")

    Dimension.__lt__ = before  # type: ignore[method-assign]
