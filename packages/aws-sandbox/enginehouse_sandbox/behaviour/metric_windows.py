"""Metric data in periods, read from moto's store; and the arithmetic of simple metric math over them."""

import ast
import operator
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "Sum": sum,
    "Maximum": max,
    "Minimum": min,
    "SampleCount": len,
    "Average": lambda values: sum(values) / len(values),
}
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}

Values = list[float | None]


class UnsupportedMath(ValueError):
    """A metric math expression this local AWS does not evaluate."""


def since(points: list[Any], moment: float) -> list[Any]:
    """The points from `moment` (seconds since the epoch) on; one scan serves every alarm of a region."""
    return [point for point in list(points) if _moment(point.timestamp) >= moment]


def windows(
    points: list[Any], namespace: str, name: str, dimensions: Sequence[Any], period: int, statistic: str, count: int
) -> Values:
    """One value for each of the last `count` periods, the running one first; None where there is no data."""
    now = time.time()
    end = now - now % period + period
    wanted = {(dimension.name, dimension.value) for dimension in dimensions}
    found: list[list[float]] = [[] for _ in range(count)]
    for datum in points:
        if datum.name != name or datum.namespace != namespace:
            continue
        index = int((end - _moment(datum.timestamp)) // period)
        if 0 <= index < count and {(d.name, d.value) for d in datum.dimensions} == wanted:
            found[index] += _samples(datum, statistic)
    compute = _STATISTICS.get(statistic)
    if compute is None:
        raise UnsupportedMath(f"statistic {statistic} is not evaluated by the local AWS")
    return [compute(values) if values else None for values in found]


def _samples(datum: Any, statistic: str) -> list[float]:
    """A single value, or what stands for a statistics set."""
    if hasattr(datum, "value"):
        return [float(datum.value)]
    chosen = {"Sum": datum.sum, "Maximum": datum.max, "Minimum": datum.min}
    return [float(chosen.get(statistic, datum.sum / datum.sample_count))]


def _moment(moment: datetime) -> float:
    """moto mixes times with a zone and UTC without one."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def calculate(expression: str, series: dict[str, Values], count: int) -> Values:
    """Arithmetic and FILL over series by id. Raises UnsupportedMath for anything else."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError as error:
        raise UnsupportedMath(f"expression {expression!r} is not evaluated by the local AWS") from error
    return [_value(tree, {name: values[index] for name, values in series.items()}) for index in range(count)]


def _value(node: ast.expr, at: dict[str, float | None]) -> float | None:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name) if name in at:
            return at[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            inner = _value(operand, at)
            return None if inner is None else -inner
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            a, b = _value(left, at), _value(right, at)
            if a is None or b is None or (isinstance(op, ast.Div) and b == 0):
                return None
            return _OPERATORS[type(op)](a, b)
        case ast.Call(func=ast.Name(id="FILL"), args=[inner_node, ast.Constant() as default]):
            inner = _value(inner_node, at)
            return _value(default, at) if inner is None else inner
    raise UnsupportedMath(f"{ast.unparse(node)} is not evaluated by the local AWS")
