"""What the data says about an alarm: pure functions from period values to a state, as CloudWatch documents them."""

import operator
from collections.abc import Sequence
from dataclasses import dataclass

COMPARISONS = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


@dataclass(frozen=True)
class Condition:
    """`datapoints` of `periods` must breach (M of N); `missing` is TreatMissingData."""

    comparison: str
    threshold: float
    periods: int
    datapoints: int
    missing: str = "missing"


@dataclass(frozen=True)
class Verdict:
    state: str
    reason: str


def latest(values: Sequence[float | None], periods: int) -> list[float | None]:
    """The `periods` newest values of N + 1, newest first: the running period counts only once it has data."""
    start = 1 if values[0] is None else 0
    return list(values[start : start + periods])


def judge(condition: Condition, values: Sequence[float | None], current: str) -> Verdict:
    """The state that `values` (one for each period, newest first, None where data is missing) ask for."""
    known = [value for value in values if value is not None]
    missing = len(values) - len(known)
    compare = COMPARISONS[condition.comparison]
    breaching = sum(bool(compare(value, condition.threshold)) for value in known)
    if not known and condition.missing == "ignore":
        return Verdict(current, "No data; the state is kept")
    if not known and condition.missing == "missing":
        return Verdict("INSUFFICIENT_DATA", f"Insufficient Data: {missing} datapoints were unknown.")
    counted = breaching + (missing if condition.missing == "breaching" else 0)
    points = ", ".join(f"{value:g}" for value in known) or "no datapoints"
    noun = "datapoint" if condition.datapoints == 1 else "datapoints"
    limit = f"({condition.threshold:g})"
    if counted >= condition.datapoints:
        return Verdict(
            "ALARM",
            f"Threshold Crossed: {counted} out of the last {condition.periods} datapoints [{points}] "
            f"was {_words(condition.comparison)} the threshold {limit} "
            f"(minimum {condition.datapoints} {noun} for OK -> ALARM transition).",
        )
    return Verdict(
        "OK",
        f"Threshold Crossed: the datapoints [{points}] were not {_words(condition.comparison)} the threshold {limit}.",
    )


def _words(comparison: str) -> str:
    words = {
        "GreaterThanThreshold": "greater than",
        "GreaterThanOrEqualToThreshold": "greater than or equal to",
        "LessThanThreshold": "less than",
        "LessThanOrEqualToThreshold": "less than or equal to",
    }
    return words[comparison]
