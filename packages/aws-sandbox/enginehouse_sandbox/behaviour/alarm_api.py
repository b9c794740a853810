"""Alarm actions that moto lacks or answers wrongly: describing with filters, history, switching actions on and off."""

from typing import Any

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from .alarm_state import HISTORY


def install_api() -> None:
    CloudWatchResponse.describe_alarms = describe_alarms
    CloudWatchResponse.describe_alarm_history = describe_alarm_history
    CloudWatchResponse.enable_alarm_actions = lambda self: _switch_actions(self, True)
    CloudWatchResponse.disable_alarm_actions = lambda self: _switch_actions(self, False)


def describe_alarms(self: Any) -> ActionResult:
    """Every filter given holds at once; without AlarmTypes only metric alarms, as in AWS."""
    names, prefix = self._get_param("AlarmNames", []), self._get_param("AlarmNamePrefix")
    state, action = self._get_param("StateValue"), self._get_param("ActionPrefix")
    types = self._get_param("AlarmTypes", []) or ["MetricAlarm"]
    found = [
        alarm
        for alarm in sorted(self.cloudwatch_backend.alarms.values(), key=lambda one: one.name)
        if (not names or alarm.name in names)
        and (not prefix or alarm.name.startswith(prefix))
        and (not state or alarm.state_value == state)
        and (not action or any(arn.startswith(action) for arn in alarm.alarm_actions or []))
    ]
    start, limit = int(self._get_param("NextToken") or 0), int(self._get_param("MaxRecords") or 50)
    page = found[start : start + limit]
    return ActionResult(
        {
            "MetricAlarms": [a for a in page if not a.rule] if "MetricAlarm" in types else [],
            "CompositeAlarms": [a for a in page if a.rule] if "CompositeAlarm" in types else [],
            "NextToken": str(start + limit) if start + limit < len(found) else None,
        }
    )


def describe_alarm_history(self: Any) -> ActionResult:
    name, kind = self._get_param("AlarmName"), self._get_param("HistoryItemType")
    since, before = self._get_param("StartDate"), self._get_param("EndDate")
    found = [
        entry
        for entry in list(HISTORY[(self.current_account, self.region)])
        if (not name or entry["AlarmName"] == name)
        and (not kind or entry["HistoryItemType"] == kind)
        and (not since or entry["Timestamp"].timestamp() >= since.timestamp())
        and (not before or entry["Timestamp"].timestamp() <= before.timestamp())
    ]
    start, limit = int(self._get_param("NextToken") or 0), int(self._get_param("MaxRecords") or 100)
    token = str(start + limit) if start + limit < len(found) else None
    return ActionResult({"AlarmHistoryItems": found[start : start + limit], "NextToken": token})


def _switch_actions(self: Any, enabled: bool) -> EmptyResult:
    for name in self._get_param("AlarmNames", []):
        if name in self.cloudwatch_backend.alarms:
            self.cloudwatch_backend.alarms[name].actions_enabled = enabled
    return EmptyResult()
