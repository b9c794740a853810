"""CloudWatch alarms that evaluate: born INSUFFICIENT_DATA, looked at on every beat of the clock."""

import logging
import time
from typing import Any

from moto.cloudwatch.models import Alarm, CloudWatchBackend, cloudwatch_backends
from moto.cloudwatch.responses import CloudWatchResponse

from ..clock import every_second
from . import composite_rule
from .alarm_api import install_api
from .alarm_state import remember, transition
from .alarm_verdict import COMPARISONS, Condition, judge, latest
from .backends import every
from .metric_math import UnsupportedMath, Values, evaluate_each
from .metric_windows import since, windows

log = logging.getLogger(__name__)


def install() -> None:
    stock_init, stock_put = Alarm.__init__, CloudWatchBackend.put_metric_alarm

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        stock_init(self, *args, **kwargs)
        self.state_value = "INSUFFICIENT_DATA"
        self.set_by_hand_at = 0.0

    def put(self: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        before = self.alarms.get(name)
        alarm = stock_put(self, name, *args, **kwargs)
        if before:
            _keep_state(alarm, before)
        remember(alarm, "ConfigurationUpdate", f'Alarm "{name}" {"updated" if before else "created"}')
        return alarm

    def update_state(self: Any, reason: str, reason_data: str, state_value: str) -> None:
        """SetAlarmState: holds for one period, then the data decides again."""
        self.set_by_hand_at = time.time()
        transition(self, state_value, reason, reason_data or "{}")

    Alarm.__init__ = init
    Alarm.update_state = update_state
    CloudWatchBackend.put_metric_alarm = put
    CloudWatchResponse.put_composite_alarm = CloudWatchResponse.put_metric_alarm
    install_api()
    every_second(evaluate_all)


def _keep_state(alarm: Any, before: Any) -> None:
    for name in ("state_value", "state_reason", "state_reason_data", "state_updated_timestamp", "set_by_hand_at"):
        setattr(alarm, name, getattr(before, name))


def evaluate_all() -> None:
    for _, _, backend in every(cloudwatch_backends):
        alarms = list(backend.alarms.values())
        held = backend.get_all_metrics() if any(map(_of_storage, alarms)) else backend.metric_data
        points = since(held, time.time() - max(map(_horizon, alarms), default=0))
        states = {key: alarm.state_value for alarm in alarms for key in (alarm.name, alarm.alarm_arn)}
        for alarm in alarms:
            if time.time() - alarm.set_by_hand_at < float(alarm.period or 60):
                continue
            try:
                if alarm.rule:
                    _evaluate_composite(alarm, states)
                else:
                    _evaluate(alarm, points)
            except (UnsupportedMath, composite_rule.RuleError) as error:
                alarm.state_reason = str(error)


def _of_storage(alarm: Any) -> bool:
    """Whether the alarm looks at the daily size of a bucket, which moto measures when it is asked."""
    metrics = [query.metric_stat.metric for query in alarm.metric_data_queries if query.metric_stat]
    return "AWS/S3" in (alarm.namespace, *(metric.namespace for metric in metrics))


def _horizon(alarm: Any) -> float:
    """How many seconds of data an alarm looks at: its periods, the running one, and one before."""
    periods = [alarm.period, *(query.metric_stat.period for query in alarm.metric_data_queries if query.metric_stat)]
    return (int(alarm.evaluation_periods or 1) + 2) * max(int(period or 60) for period in periods)


def _evaluate(alarm: Any, points: list[Any]) -> None:
    if alarm.comparison_operator not in COMPARISONS:
        raise UnsupportedMath(f"comparison {alarm.comparison_operator} is not evaluated by the local AWS")
    periods = max(int(alarm.evaluation_periods or 1), 1)
    condition = Condition(
        alarm.comparison_operator,
        float(alarm.threshold),
        periods,
        int(alarm.datapoints_to_alarm or periods),
        alarm.treat_missing_data or "missing",
    )
    verdict = judge(condition, latest(_values(alarm, points, periods + 1), periods), alarm.state_value)
    transition(alarm, verdict.state, verdict.reason)


def _values(alarm: Any, points: list[Any], count: int) -> Values:
    """The alarm's own series, or the one its metric math returns; newest first, though metric math goes with time."""
    if not alarm.metric_data_queries:
        statistic = alarm.statistic or alarm.extended_statistic or "Average"
        period = int(alarm.period or 60)
        return windows(points, alarm.namespace, alarm.metric_name, alarm.dimensions, period, statistic, count)
    stats = [query for query in alarm.metric_data_queries if query.metric_stat]
    series = {query.id: _windows(points, query.metric_stat, count)[::-1] for query in stats}
    expressions = {
        query.id: (query.expression, int(query.period or 60))
        for query in alarm.metric_data_queries
        if not query.metric_stat
    }
    found, problems = evaluate_each(expressions, series, count)
    for query in alarm.metric_data_queries:
        if str(query.return_data).lower() != "false":
            if query.id in problems:
                raise problems[query.id]
            return {**series, **found}[query.id][::-1]
    return [None] * count


def _windows(points: list[Any], stat: Any, count: int) -> Values:
    metric = stat.metric
    period = int(stat.period or 60)
    return windows(points, metric.namespace, metric.metric_name, metric.dimensions, period, stat.stat, count)


def _evaluate_composite(alarm: Any, states: dict[str, str]) -> None:
    """By the states before this beat: a composite alarm follows its children one beat later."""
    holds = composite_rule.evaluate(alarm.rule, states.get)
    transition(alarm, "ALARM" if holds else "OK", f"{alarm.rule} is {'true' if holds else 'false'}")
