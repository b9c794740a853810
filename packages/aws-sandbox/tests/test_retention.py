"""Old points and lines are forgotten, newer ones and those of others stay."""

from datetime import UTC, datetime, timedelta

from enginehouse_sandbox.inproc import client
from enginehouse_sandbox.retention import forget_lines, forget_points

WHERE = ("111111111111", "eu-central-1")


def test_points_of_the_given_namespaces_are_forgotten_by_age() -> None:
    cloudwatch = client("cloudwatch", *WHERE)
    now = datetime.now(UTC)
    for namespace in ("CWAgent", "Other"):
        for hours in (5, 1):
            point = {"MetricName": "m", "Value": hours, "Timestamp": now - timedelta(hours=hours)}
            cloudwatch.put_metric_data(Namespace=namespace, MetricData=[point])

    forget_points(*WHERE, {"CWAgent"}, (now - timedelta(hours=3)).timestamp())

    def values(namespace: str) -> list[float]:
        metric = {"Namespace": namespace, "MetricName": "m"}
        query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
        answer = cloudwatch.get_metric_data(MetricDataQueries=[query], StartTime=now - timedelta(hours=6), EndTime=now)
        return sorted(answer["MetricDataResults"][0]["Values"])

    assert values("CWAgent") == [1]
    assert values("Other") == [1, 5]


def test_lines_of_a_log_group_are_forgotten_by_age() -> None:
    logs = client("logs", *WHERE)
    now = datetime.now(UTC)
    for group in ("/ours", "/others"):
        logs.create_log_group(logGroupName=group)
        logs.create_log_stream(logGroupName=group, logStreamName="s")
        events = [
            {"timestamp": int((now - timedelta(hours=hours)).timestamp() * 1000), "message": f"{hours} h"}
            for hours in (5, 1)
        ]
        logs.put_log_events(logGroupName=group, logStreamName="s", logEvents=events)

    forget_lines(*WHERE, "/ours", (now - timedelta(hours=3)).timestamp())
    forget_lines(*WHERE, "/gone", now.timestamp())

    def messages(group: str) -> list[str]:
        return [event["message"] for event in logs.filter_log_events(logGroupName=group)["events"]]

    assert messages("/ours") == ["1 h"]
    assert messages("/others") == ["5 h", "1 h"]
