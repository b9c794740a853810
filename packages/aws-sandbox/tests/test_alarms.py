"""Alarms evaluate: born INSUFFICIENT_DATA, M of N, missing data, history, messages; composite alarms follow."""

import json
from typing import Any

import pytest

from .sandbox import Sandbox, Stacks, until


def put(aws: Sandbox, metric: str, *values: float) -> None:
    data = [{"MetricName": metric, "Value": value} for value in values]
    aws.client("cloudwatch").put_metric_data(Namespace="Test", MetricData=data)


def make(aws: Sandbox, name: str, **more: Any) -> str:
    """An alarm above 10 over the maximum of its own metric, in periods of 10 s; returns its ARN."""
    given = {
        "Namespace": "Test",
        "MetricName": name,
        "Statistic": "Maximum",
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 10,
        "Period": 10,
        "EvaluationPeriods": 1,
    }
    aws.client("cloudwatch").put_metric_alarm(AlarmName=name, **{**given, **more})
    return f"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{name}"


def state(aws: Sandbox, name: str) -> str:
    found = aws.client("cloudwatch").describe_alarms(AlarmNames=[name], AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    return (found["MetricAlarms"] + found["CompositeAlarms"])[0]["StateValue"]


def test_alarm_follows_its_metric_and_tells(aws: Sandbox) -> None:
    name, sns, sqs = Stacks.name("alarm"), aws.client("sns"), aws.client("sqs")
    topic = sns.create_topic(Name=name)["TopicArn"]
    queue = sqs.create_queue(QueueName=name)["QueueUrl"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=f"arn:aws:sqs:us-east-1:123456789012:{name}")
    make(aws, name, AlarmActions=[topic], TreatMissingData="ignore")
    assert state(aws, name) == "INSUFFICIENT_DATA"
    put(aws, name, 5)
    until(lambda: state(aws, name), lambda now: now == "OK")
    put(aws, name, 15)
    until(lambda: state(aws, name), lambda now: now == "ALARM")
    described = aws.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]
    assert "15" in described["StateReason"] and "greater than the threshold (10)" in described["StateReason"]
    messages = until(lambda: sqs.receive_message(QueueUrl=queue).get("Messages", []), bool)
    told = json.loads(json.loads(messages[0]["Body"])["Message"])
    assert (told["AlarmName"], told["OldStateValue"], told["NewStateValue"]) == (name, "OK", "ALARM")
    history = aws.client("cloudwatch").describe_alarm_history(AlarmName=name, HistoryItemType="StateUpdate")
    assert [item["HistorySummary"] for item in history["AlarmHistoryItems"]] == [
        "Alarm updated from OK to ALARM",
        "Alarm updated from INSUFFICIENT_DATA to OK",
    ]


@pytest.mark.parametrize(("treat", "expected"), [("breaching", "ALARM"), ("notBreaching", "OK")])
def test_missing_data_counts_as_told(aws: Sandbox, treat: str, expected: str) -> None:
    name = Stacks.name("missing")
    make(aws, name, TreatMissingData=treat)
    until(lambda: state(aws, name), lambda now: now == expected)


def test_state_set_by_hand_shows_at_once(aws: Sandbox) -> None:
    name = Stacks.name("hand")
    make(aws, name)
    aws.client("cloudwatch").set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="drill")
    assert state(aws, name) == "ALARM"


def test_composite_alarm_follows_its_children(aws: Sandbox) -> None:
    one, two, both = Stacks.name("one"), Stacks.name("two"), Stacks.name("both")
    make(aws, one, TreatMissingData="breaching")
    arn = make(aws, two, TreatMissingData="notBreaching")
    aws.client("cloudwatch").put_composite_alarm(AlarmName=both, AlarmRule=f'ALARM("{one}") AND NOT ALARM({arn})')
    until(lambda: state(aws, both), lambda now: now == "ALARM")
    make(aws, two, TreatMissingData="breaching")
    until(lambda: state(aws, both), lambda now: now == "OK")


def test_anomaly_bands_are_not_guessed(aws: Sandbox) -> None:
    name = Stacks.name("band")
    aws.client("cloudwatch").put_metric_alarm(
        AlarmName=name,
        ComparisonOperator="GreaterThanUpperThreshold",
        EvaluationPeriods=1,
        ThresholdMetricId="band",
        Metrics=[
            {
                "Id": "m",
                "MetricStat": {"Metric": {"Namespace": "Test", "MetricName": name}, "Period": 60, "Stat": "Sum"},
            },
            {"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(m, 2)"},
        ],
    )
    cloudwatch = aws.client("cloudwatch")
    found = until(
        lambda: cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0],
        lambda alarm: "not evaluated" in alarm["StateReason"],
    )
    assert found["StateValue"] == "INSUFFICIENT_DATA"
