"""CloudWatch's metric math over series of periods: operators, comparisons, IF, FILL, and the common functions.

A series is a list with one value for each period, oldest first, None where there is no data. A result without data in
one of its series has none at that place.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

Values = list[float | None]
Result = float | Values | list[Values]
"""A number, a series, or an array of series."""

_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: lambda a, b: float(a > b),
    ast.GtE: lambda a, b: float(a >= b),
    ast.Lt: lambda a, b: float(a < b),
    ast.LtE: lambda a, b: float(a <= b),
    ast.Eq: lambda a, b: float(a == b),
    ast.NotEq: lambda a, b: float(a != b),
    ast.And: lambda a, b: float(bool(a) and bool(b)),
    ast.Or: lambda a, b: float(bool(a) or bool(b)),
}
_EACH: dict[str, Callable[[float], float]] = {"ABS": abs, "CEIL": math.ceil, "FLOOR": math.floor}
_OVER: dict[str, Callable[[list[float]], float]] = {
    "SUM": sum,
    "MAX": max,
    "MIN": min,
    "AVG": lambda values: sum(values) / len(values),
}
_WORDS = ((r"&&|\bAND\b", " and "), (r"\|\||\bOR\b", " or "), (r"\^", "**"))


class UnsupportedMath(ValueError):
    """A metric math expression this local AWS does not evaluate."""


def evaluate(expression: str, series: Mapping[str, Values], count: int, period: int) -> Values:
    """The expression's series of `count` periods of `period` seconds. Raises UnsupportedMath."""
    text = expression
    for pattern, word in _WORDS:
        text = re.sub(pattern, word, text)
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise UnsupportedMath(f"expression {expression!r} is not evaluated by the local AWS") from error
    result = _Evaluation(series, count, period).of(tree)
    if isinstance(result, list) and result and isinstance(result[0], list):
        raise UnsupportedMath(f"expression {expression!r} returns more than one series")
    return result if isinstance(result, list) else [result] * count  # type: ignore[return-value]


def evaluate_each(
    expressions: Mapping[str, tuple[str, int]], series: Mapping[str, Values], count: int
) -> tuple[dict[str, Values], dict[str, UnsupportedMath]]:
    """The series of every expression (its text and period, by id), each after those it names, and what stands in the
    way of the others."""
    known, found = dict(series), dict[str, Values]()
    problems: dict[str, UnsupportedMath] = {}
    for _ in expressions:
        for name, (expression, period) in expressions.items():
            if name in found:
                continue
            try:
                known[name] = found[name] = evaluate(expression, known, count, period)
                problems.pop(name, None)
            except UnsupportedMath as error:
                problems[name] = error
    return found, problems


class _Evaluation:
    def __init__(self, series: Mapping[str, Values], count: int, period: int) -> None:
        self.series, self.count, self.period = series, count, period

    def of(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number)
            case ast.Name(id=name) if name in self.series:
                return self.series[name]
            case ast.List(elts=elements):
                return [self._series(self.of(element)) for element in elements]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._each(lambda value: -value, self.of(operand))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
                return self._both(_OPERATORS[type(op)], self.of(left), self.of(right))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPERATORS:
                return self._both(_OPERATORS[type(op)], self.of(left), self.of(right))
            case ast.BoolOp(op=op, values=[first, *rest]):
                result = self.of(first)
                for one in rest:
                    result = self._both(_OPERATORS[type(op)], result, self.of(one))
                return result
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments, node)
        raise UnsupportedMath(f"{ast.unparse(node)} is not evaluated by the local AWS")

    def _call(self, name: str, arguments: list[ast.expr], node: ast.expr) -> Any:
        match name, arguments:
            case "FILL", [values, ast.Name(id="REPEAT")]:
                return _repeated(self._series(self.of(values)))
            case "FILL", [values, default]:
                filler = self._series(self.of(default))
                held = self._series(self.of(values))
                return [b if a is None else a for a, b in zip(held, filler, strict=True)]
            case "IF", [condition, then, *other]:
                return self._choose(condition, then, other)
            case "METRICS", []:
                return list(self.series.values())
            case "PERIOD", [_]:
                return float(self.period)
            case "DIFF" | "RATE", [values]:
                return self._change(self._series(self.of(values)), self.period if name == "RATE" else 1)
        if name in _EACH and len(arguments) == 1:
            return self._each(_EACH[name], self.of(arguments[0]))
        if name in _OVER and arguments:
            return self._over(_OVER[name], [self.of(argument) for argument in arguments])
        raise UnsupportedMath(f"{ast.unparse(node)} is not evaluated by the local AWS")

    def _choose(self, condition: ast.expr, then: ast.expr, other: list[ast.expr]) -> Values:
        """Without the third argument there is no value where the condition does not hold."""
        decided, yes = self._series(self.of(condition)), self._series(self.of(then))
        no = self._series(self.of(other[0])) if other else [None] * self.count
        return [None if c is None else (a if c else b) for c, a, b in zip(decided, yes, no, strict=True)]

    def _each(self, function: Callable[[float], float], values: Any) -> Any:
        if isinstance(values, float):
            return float(function(values))
        return [None if value is None else float(function(value)) for value in self._series(values)]

    def _both(self, function: Callable[[float, float], float], left: Any, right: Any) -> Any:
        if isinstance(left, float) and isinstance(right, float):
            return _safely(function, left, right)
        pairs = zip(self._series(left), self._series(right), strict=True)
        return [None if a is None or b is None else _safely(function, a, b) for a, b in pairs]

    def _over(self, function: Callable[[list[float]], float], arguments: list[Any]) -> Any:
        """Of an array or of several series, at each period; of one series, over its periods: a number."""
        first = arguments[0]
        nested = isinstance(first, list) and bool(first) and isinstance(first[0], list)
        if len(arguments) == 1 and not nested:
            known = [value for value in self._series(first) if value is not None]
            return float(function(known)) if known else [None] * self.count
        columns = zip(*(self._series(one) for one in (first if nested else arguments)), strict=True)
        known_at = [[value for value in column if value is not None] for column in columns]
        return [float(function(values)) if values else None for values in known_at]

    def _change(self, values: Values, seconds: int) -> Values:
        return [None, *(None if a is None or b is None else (b - a) / seconds for a, b in pairwise(values))]

    def _series(self, value: Any) -> Values:
        return value if isinstance(value, list) else [value] * self.count


def _safely(function: Callable[[float, float], float], a: float, b: float) -> float | None:
    """No value where the arithmetic has none, as a division by zero."""
    try:
        return float(function(a, b))
    except (ArithmeticError, ValueError):
        return None


def _repeated(values: Values) -> Values:
    filled, last = [], None
    for value in values:
        last = value if value is not None else last
        filled.append(last)
    return filled
