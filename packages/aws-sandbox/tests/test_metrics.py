"""CloudWatch metrics where stock moto answers otherwise than AWS: dimensions, metric filters, metric math."""

import json
import time
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks, until


def test_a_metric_is_found_whatever_the_order_of_its_dimensions(aws: Sandbox) -> None:
    cloudwatch = aws.client("cloudwatch")
    dimensions = [{"Name": "Zone", "Value": "z"}, {"Name": "Instance", "Value": "i-1"}, {"Name": "Path", "Value": "/a"}]
    cloudwatch.put_metric_data(
        Namespace="Order", MetricData=[{"MetricName": "Used", "Dimensions": dimensions, "Value": 42.0}]
    )
    now = datetime.now(UTC)
    queries = [
        {
            "Id": f"m{number}",
            "MetricStat": {
                "Metric": {"Namespace": "Order", "MetricName": "Used", "Dimensions": list(order)},
                "Period": 60,
                "Stat": "Average",
            },
        }
        for number, order in enumerate(permutations(dimensions))
    ]
    answer = cloudwatch.get_metric_data(
        MetricDataQueries=queries, StartTime=now - timedelta(minutes=5), EndTime=now + timedelta(minutes=1)
    )
    assert [result["Values"] for result in answer["MetricDataResults"]] == [[42.0]] * 6


def stat(name: str, metric: str, statistic: str = "Sum", **of: str) -> dict[str, Any]:
    dimensions = [{"Name": key, "Value": value} for key, value in of.items()]
    wanted = {"Namespace": "Engines", "MetricName": metric, "Dimensions": dimensions}
    return {"Id": name, "MetricStat": {"Metric": wanted, "Period": 60, "Stat": statistic}, "ReturnData": False}


def answered(aws: Sandbox, *queries: dict[str, Any]) -> dict[str, list[float]]:
    now = datetime.now(UTC)
    answer = aws.client("cloudwatch").get_metric_data(
        MetricDataQueries=queries, StartTime=now - timedelta(minutes=10), EndTime=now + timedelta(minutes=2)
    )
    return {result["Id"]: result["Values"] for result in answer["MetricDataResults"]}


def logged(aws: Sandbox, group: str, *lines: dict[str, Any] | str) -> None:
    logs, at = aws.client("logs"), int(time.time() * 1000)
    events = [{"timestamp": at, "message": one if isinstance(one, str) else json.dumps(one)} for one in lines]
    logs.put_log_events(logGroupName=group, logStreamName="engine", logEvents=events)


def group(aws: Sandbox) -> str:
    logs, name = aws.client("logs"), Stacks.name("/engines")
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName="engine")
    return name


def count(aws: Sandbox, name: str, pattern: str, metric: str, value: str = "1", **more: Any) -> None:
    made = {"metricName": metric, "metricNamespace": "Engines", "metricValue": value, **more}
    aws.client("logs").put_metric_filter(
        logGroupName=name, filterName=metric, filterPattern=pattern, metricTransformations=[made]
    )


def test_metric_filters_count_lines_and_read_their_fields(aws: Sandbox) -> None:
    name, service = group(aws), Stacks.name("pool")
    by_service = {"dimensions": {"Service": "$.service"}}
    count(aws, name, '{ ($.level = "error") || ($.level = "fatal") }', "errors", **by_service)
    count(aws, name, '{ $.session_count = "*" }', "sessions", "$.session_count", **by_service)
    count(aws, name, "[level = PANIC, ...]", "panics", defaultValue=0)
    logged(
        aws,
        name,
        {"level": "error", "service": service},
        {"level": "fatal", "service": service},
        {"level": "error"},
        {"level": "info", "service": service, "session_count": 7},
        "PANIC at the engine",
    )
    found = answered(
        aws,
        {**stat("errors", "errors", Service=service), "ReturnData": True},
        {**stat("sessions", "sessions", "Maximum", Service=service), "ReturnData": True},
        {**stat("panics", "panics"), "ReturnData": True},
    )
    assert found == {"errors": [2.0], "sessions": [7.0], "panics": [1.0]}
    logged(aws, name, "all is well")
    samples = answered(aws, {**stat("panics", "panics", "SampleCount"), "ReturnData": True})
    assert sum(samples["panics"]) == 2
    volume = {"Namespace": "AWS/Logs", "MetricName": "IncomingLogEvents"}
    metric = {**volume, "Dimensions": [{"Name": "LogGroupName", "Value": name}]}
    query = {"Id": "lines", "MetricStat": {"Metric": metric, "Period": 300, "Stat": "Sum"}}
    until(lambda: sum(answered(aws, query)["lines"]), lambda lines: lines == 6)


def test_metric_filter_that_cannot_be_read_is_refused(aws: Sandbox) -> None:
    with pytest.raises(ClientError, match="Invalid filter pattern"):
        count(aws, group(aws), "{ $.level ~ 1 }", "errors")


def test_metric_data_is_calculated_in_any_order_of_its_queries(aws: Sandbox) -> None:
    service, cloudwatch = Stacks.name("pool"), aws.client("cloudwatch")
    dimensions = [{"Name": "Service", "Value": service}]
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for minutes, name, value in ((3, "started", 200), (2, "started", 100), (3, "failed", 3)):
        datum = {"MetricName": name, "Dimensions": dimensions, "Timestamp": now - timedelta(minutes=minutes)}
        cloudwatch.put_metric_data(Namespace="Engines", MetricData=[{**datum, "Value": value}])
    rate = {"Id": "rate", "Expression": "IF(sessions > 0, percent / sessions, 0)", "Label": "errors per session"}
    percent = {"Id": "percent", "Expression": "100 * FILL(errors, 0)", "ReturnData": False}
    found = answered(
        aws, rate, percent, stat("errors", "failed", Service=service), stat("sessions", "started", Service=service)
    )
    assert found == {"rate": [0.0, 1.5]}
    with pytest.raises(ClientError, match="Error in expression 'bad'"):
        answered(aws, {"Id": "bad", "Expression": "SEARCH('x', 'Sum')"})


def test_alarm_on_errors_per_session_goes_off(aws: Sandbox) -> None:
    service, cloudwatch, name = Stacks.name("pool"), aws.client("cloudwatch"), Stacks.name("rate")
    expression = "IF(sessions > 0, 100 * FILL(errors, 0) / sessions, 0)"
    cloudwatch.put_metric_alarm(
        AlarmName=name,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        Metrics=[
            {"Id": "rate", "Expression": expression, "ReturnData": True},
            stat("errors", "failed", Service=service),
            stat("sessions", "started", Service=service),
        ],
    )

    def state() -> str:
        return cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"]

    until(state, lambda now: now == "OK")
    dimensions = [{"Name": "Service", "Value": service}]
    points = [
        {"MetricName": key, "Dimensions": dimensions, "Value": value}
        for key, value in (("started", 100), ("failed", 2))
    ]
    cloudwatch.put_metric_data(Namespace="Engines", MetricData=points)
    until(state, lambda now: now == "ALARM")


def test_alarm_on_the_size_of_a_bucket_goes_off(aws: Sandbox) -> None:
    s3, cloudwatch, bucket = aws.client("s3"), aws.client("cloudwatch"), Stacks.name("artifacts")
    key = aws.client("kms").create_key()["KeyMetadata"]["Arn"]
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="a", Body=b"x" * 1000, ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    assert s3.head_object(Bucket=bucket, Key="a")["SSEKMSKeyId"] == key
    of = {"BucketName": bucket, "StorageType": "StandardStorage"}
    dimensions = [{"Name": name, "Value": value} for name, value in of.items()]
    metric = {"Namespace": "AWS/S3", "MetricName": "BucketSizeBytes", "Dimensions": dimensions}
    size = {"Id": "size", "MetricStat": {"Metric": metric, "Period": 86400, "Stat": "Average"}, "ReturnData": False}
    cloudwatch.put_metric_alarm(
        AlarmName=bucket,
        EvaluationPeriods=1,
        Threshold=90,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="ignore",
        Metrics=[{"Id": "used", "Expression": "100 * size / 1000", "ReturnData": True}, size],
    )
    until(lambda: cloudwatch.describe_alarms(AlarmNames=[bucket])["MetricAlarms"][0]["StateValue"], "ALARM".__eq__)
