"""An alarm's change of state: its history, and the message to its topics."""

import json
import logging
from collections import defaultdict, deque
from typing import Any

from botocore.exceptions import ClientError
from moto.core.utils import utcnow

from ..inproc import client

log = logging.getLogger(__name__)

HISTORY: dict[tuple[str, str], deque[dict[str, Any]]] = defaultdict(lambda: deque(maxlen=500))
"""By account and region, newest first."""


def place(alarm: Any) -> tuple[str, str]:
    """Account and region of an alarm."""
    parts = alarm.alarm_arn.split(":")
    return parts[4], parts[3]


def remember(alarm: Any, kind: str, summary: str, data: dict[str, Any] | None = None) -> None:
    """Put an entry into DescribeAlarmHistory: ConfigurationUpdate, StateUpdate or Action."""
    HISTORY[place(alarm)].appendleft(
        {
            "AlarmName": alarm.name,
            "AlarmType": "CompositeAlarm" if alarm.rule else "MetricAlarm",
            "Timestamp": utcnow(),
            "HistoryItemType": kind,
            "HistorySummary": summary,
            "HistoryData": json.dumps(data or {}),
        }
    )


def transition(alarm: Any, state: str, reason: str, reason_data: str = "{}") -> None:
    """Put the alarm into `state`; nothing happens when it is there already."""
    old = alarm.state_value
    alarm.state_reason = reason if old != state else alarm.state_reason
    if old == state:
        return
    alarm.state_value, alarm.state_reason_data, alarm.state_updated_timestamp = state, reason_data, utcnow()
    data = {"oldState": {"stateValue": old}, "newState": {"stateValue": state, "stateReason": reason}}
    remember(alarm, "StateUpdate", f"Alarm updated from {old} to {state}", data)
    if not alarm.actions_enabled:
        return
    actions = {
        "ALARM": alarm.alarm_actions,
        "OK": alarm.ok_actions,
        "INSUFFICIENT_DATA": alarm.insufficient_data_actions,
    }
    for arn in actions[state] or []:
        if ":sns:" in arn:
            _publish(alarm, arn, old, state, reason)


def _publish(alarm: Any, topic: str, old: str, state: str, reason: str) -> None:
    account, region = place(alarm)
    message = {
        "AlarmName": alarm.name,
        "AlarmDescription": alarm.description,
        "AWSAccountId": account,
        "AlarmArn": alarm.alarm_arn,
        "Region": region,
        "NewStateValue": state,
        "OldStateValue": old,
        "NewStateReason": reason,
        "StateChangeTime": alarm.state_updated_timestamp.isoformat(),
    }
    try:
        client("sns", account, topic.split(":")[3]).publish(
            TopicArn=topic, Subject=f'{state}: "{alarm.name}" in {region}'[:100], Message=json.dumps(message)
        )
    except ClientError as error:
        remember(alarm, "Action", f"Failed to execute action {topic}. Received error: {error}")
    else:
        remember(alarm, "Action", f"Successfully executed action {topic}")
