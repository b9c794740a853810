"""The pure parts: what data says about an alarm, rules of composite alarms, filter patterns of logs."""

import pytest

from enginehouse_sandbox.behaviour import composite_rule
from enginehouse_sandbox.behaviour.alarm_verdict import Condition, judge, latest
from enginehouse_sandbox.behaviour.log_filter import UnsupportedPattern, compile_pattern
from enginehouse_sandbox.behaviour.metric_windows import UnsupportedMath, calculate


@pytest.mark.parametrize(
    ("values", "missing", "expected"),
    [
        ([5, 15, 15], "missing", "ALARM"),
        ([5, 5, 15], "missing", "OK"),
        ([None, 15, 15], "missing", "ALARM"),
        ([None, None, 15], "missing", "OK"),
        ([None, None, 15], "breaching", "ALARM"),
        ([None, None, None], "missing", "INSUFFICIENT_DATA"),
        ([None, None, None], "notBreaching", "OK"),
        ([None, None, None], "ignore", "ALARM"),
    ],
)
def test_two_of_three(values: list[float | None], missing: str, expected: str) -> None:
    condition = Condition("GreaterThanThreshold", 10, 3, 2, missing)
    assert judge(condition, values, "ALARM").state == expected


def test_running_period_counts_once_it_has_data() -> None:
    assert latest([None, 1, 2], 2) == [1, 2]
    assert latest([0, 1, 2], 2) == [0, 1]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("ALARM(a)", True),
        ("ALARM(b) OR OK(b) AND ALARM(a)", True),
        ("NOT (ALARM(a) AND TRUE)", False),
        ("INSUFFICIENT_DATA('c')", True),
        ("OK(nowhere)", False),
    ],
)
def test_composite_rules(rule: str, expected: bool) -> None:
    assert composite_rule.evaluate(rule, {"a": "ALARM", "b": "OK", "c": "INSUFFICIENT_DATA"}.get) is expected


def test_unreadable_rule_is_an_error() -> None:
    with pytest.raises(composite_rule.RuleError):
        composite_rule.evaluate("ALARM(a) XOR OK(b)", {}.get)


@pytest.mark.parametrize(
    ("pattern", "message", "expected"),
    [
        ("", "anything", True),
        ("ERROR", "an ERROR here", True),
        ("error", "an ERROR here", False),
        ("ERROR timeout", "timeout: ERROR", True),
        ("ERROR timeout", "ERROR only", False),
        ("?ERROR ?WARN", "WARN only", True),
        ("ERROR -retry", "ERROR then retry", False),
        ('"two words"', "the two words meet", True),
        ('"two words"', "two other words", False),
        ("%time(d )?out%", "timed out", True),
    ],
)
def test_filter_terms(pattern: str, message: str, expected: bool) -> None:
    assert compile_pattern(pattern)(message) is expected


@pytest.mark.parametrize("pattern", ['{ $.level = "error" }', "[ip, user, ...]"])
def test_patterns_that_are_not_evaluated_are_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedPattern, match="not evaluated by the local AWS"):
        compile_pattern(pattern)


def test_metric_math_is_arithmetic() -> None:
    series = {"a": [10.0, None], "b": [4.0, 2.0]}
    assert calculate("100 * a / (a + b) - -1", series, 2) == [pytest.approx(72.43, abs=0.01), None]
    assert calculate("FILL(a, 0) + b", series, 2) == [14.0, 2.0]
    with pytest.raises(UnsupportedMath):
        calculate("RATE(a)", series, 2)
