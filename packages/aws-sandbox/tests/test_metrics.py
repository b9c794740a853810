"""CloudWatch metrics where stock moto answers otherwise than AWS."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

from .sandbox import Sandbox


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
