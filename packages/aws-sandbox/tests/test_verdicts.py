"""The pure parts: what data says about an alarm, rules of composite alarms, filter patterns of logs."""

import pytest

from enginehouse_sandbox.behaviour import composite_rule
from enginehouse_sandbox.behaviour.alarm_verdict import Condition, judge, latest
from enginehouse_sandbox.behaviour.log_conditions import UnsupportedPattern
from enginehouse_sandbox.behaviour.log_filter import compile_pattern
from enginehouse_sandbox.behaviour.metric_math import UnsupportedMath, evaluate


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
    assert compile_pattern(pattern).matches(message) is expected


LINE = '{"level": "error", "msg": "cache marked unclean; wiping now", "at": {"ms": [7, 12]}, "ok": true, "none": null}'


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ('{ $.level = "error" }', True),
        ('{ $.level != "error" }', False),
        ("{ $.level = err* }", True),
        ('{ ($.level = "fatal") || ($.level = "error") }', True),
        ('{ ($.level = "error") && ($.ok IS FALSE) }', False),
        ('{ $.level = "error" && ($.ok IS TRUE || $.none EXISTS) }', True),
        ('{ $.msg = "*marked unclean; wiping*" }', True),
        ('{ $.at.ms[1] = "*" }', True),
        ('{ $.absent = "*" }', False),
        ("{ $.absent NOT EXISTS }", True),
        ("{ $.none IS NULL }", True),
        ("{ $.at.ms[0] >= 7 && $['at'].ms[1] < 12.5 }", True),
        ("{ $.at.ms[0] > 7 }", False),
        ("{ $.msg = %unclean; w[a-z]+% }", True),
        ("{ $.absent != 1 }", False),
    ],
)
def test_filter_json(pattern: str, expected: bool) -> None:
    assert compile_pattern(pattern).matches(LINE) is expected
    assert compile_pattern(pattern).matches("level=error not JSON") is False


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("[ip, user, time, request, status, bytes]", True),
        ("[ip, user, time, request = GET*, status = 4*, bytes]", True),
        ("[..., status >= 500, bytes]", False),
        ("[ip, ..., status = 404 || status = 500, bytes > 20]", True),
        ("[ip, user]", False),
    ],
)
def test_filter_columns(pattern: str, expected: bool) -> None:
    message = '127.0.0.1 frank [10/Oct/2000:13:25:15 -0700] "GET /a.gif HTTP/1.0" 404 37'
    assert compile_pattern(pattern).matches(message) is expected


@pytest.mark.parametrize("pattern", ["{ $.a ~ 1 }", "{ ($.a = 1 }", "{ $.a = }", "{ a = 1 }", "{ }", "{ $.a > x }"])
def test_patterns_that_cannot_be_read_are_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedPattern, match="Invalid filter pattern"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("100 * a / (a + b) - -1", [None, 72.4285]),
        ("FILL(a, 0) + b", [2, 14]),
        ("FILL(b, REPEAT) * 2", [4, 8]),
        ("IF(b > 3, a, 0)", [0, 10]),
        ("IF(b > 0, 100 * FILL(a, 0) / b, 0)", [0, 250]),
        ("IF(a > 1 AND b > 1 || b == 2, 1, 2)", [None, 1]),
        ("a / 0", [None, None]),
        ("SUM([a, b])", [2, 14]),
        ("MAX(METRICS())", [2, 10]),
        ("AVG(b)", [3, 3]),
        ("RATE(b) * PERIOD(b)", [None, 2]),
        ("ABS(-b) ^ 2", [4, 16]),
    ],
)
def test_metric_math(expression: str, expected: list[float | None]) -> None:
    series = {"a": [None, 10.0], "b": [2.0, 4.0]}
    found = evaluate(expression, series, 2, 60)
    assert found == [value if value is None else pytest.approx(value, abs=0.001) for value in expected]


@pytest.mark.parametrize("expression", ["SEARCH('x', 'Sum')", "c + 1", "a +", "[a, b]"])
def test_math_that_is_not_evaluated_is_refused(expression: str) -> None:
    with pytest.raises(UnsupportedMath):
        evaluate(expression, {"a": [1.0], "b": [2.0]}, 1, 60)
