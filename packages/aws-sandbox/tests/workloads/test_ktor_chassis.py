"""The simulated traffic of a chassis, as logs, metrics and the firewall's samples show it."""

import json
import urllib.error
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ..chassis import chassis
from ..sandbox import Sandbox, Stacks, until

TAG = {"Key": "enginehouse:definition", "Value": "ktor-chassis"}


class Chassis:
    def __init__(self, aws: Sandbox, stack: str) -> None:
        self.aws, self.stack = aws, stack
        self.ids = Stacks(aws).resources(stack)
        self.name = Stacks(aws).stack(stack)["StackName"]

    def units(self) -> list[dict[str, Any]]:
        views = [one for one in self.aws.control("GET", "workloads") if one["stackId"] == self.stack]
        return views[0]["units"] if views else []

    def lines(self, group: str) -> list[dict[str, Any]]:
        pages = self.aws.client("logs").get_paginator("filter_log_events").paginate(logGroupName=self.ids[group])
        return [json.loads(event["message"]) for page in pages for event in page["events"]]

    def streams(self, group: str) -> set[str]:
        found = self.aws.client("logs").describe_log_streams(logGroupName=self.ids[group])["logStreams"]
        return {one["logStreamName"] for one in found}

    def errors(self, **body: Any) -> None:
        self.aws.control("POST", "workloads/ktor-chassis/errors", {"stack": self.name, **body})

    def series(self, namespace: str, name: str, statistic: str, **of: str) -> list[float]:
        now = datetime.now(UTC)
        answer = self.aws.client("cloudwatch").get_metric_statistics(
            Namespace=namespace,
            MetricName=name,
            Dimensions=[{"Name": key, "Value": value} for key, value in of.items()],
            StartTime=now - timedelta(hours=1),
            EndTime=now + timedelta(minutes=1),
            Period=3600,
            Statistics=[statistic],
        )
        return [point[statistic] for point in answer["Datapoints"]]


@pytest.fixture(scope="module")
def platform(aws: Sandbox) -> Iterator[Chassis]:
    stacks = Stacks(aws)
    stack = stacks.create(chassis(nodes=2), stacks.name("chassis"), Tags=[TAG])
    made = Chassis(aws, stack)
    until(made.units, lambda units: len(units) == 2)
    yield made
    stacks.delete(stack)


def test_every_task_logs_its_requests_into_its_own_stream(platform: Chassis) -> None:
    platform.errors(service="service-api", seconds=1, rate=5)
    lines = until(lambda: platform.lines("ServiceLog"), lambda lines: [x["status"] for x in lines].count(500) == 5)
    (task,) = [unit["id"] for unit in platform.units() if unit["service"] == "service-api"]
    assert platform.streams("ServiceLog") == {f"service/service-api/{task}"}
    for line in lines:
        assert line["path"].startswith("/service/") and line["request_id"] and line["duration"] >= 0
        assert (line["level"] == "ERROR") == (line["status"] == 500)
    assert 500 not in [line["status"] for line in platform.lines("AdminLog")]


def test_metrics_of_every_part_have_values(platform: Chassis) -> None:
    ids = platform.ids
    balancer = ids["Balancer"].split(":loadbalancer/")[1]
    service = {"ClusterName": ids["Cluster"], "ServiceName": "service-api"}
    firewall = {"WebACL": "chassis", "Region": "us-east-1"}
    wanted = [
        ("AWS/ECS", "CPUUtilization", service),
        ("AWS/ECS", "MemoryUtilization", service),
        ("ECS/ContainerInsights", "DesiredTaskCount", service),
        ("AWS/ApplicationELB", "RequestCount", {"LoadBalancer": balancer}),
        ("AWS/RDS", "ServerlessDatabaseCapacity", {"DBClusterIdentifier": ids["Database"]}),
        ("AWS/RDS", "ACUUtilization", {"DBInstanceIdentifier": ids["Writer"]}),
        ("AWS/RDS", "DatabaseConnections", {"DBClusterIdentifier": ids["Database"]}),
        ("AWS/RDS", "AuroraReplicaLag", {"DBInstanceIdentifier": ids["Reader"]}),
        ("AWS/RDS", "ClientConnections", {"ProxyName": ids["Proxy"]}),
        ("AWS/ElastiCache", "EngineCPUUtilization", {"CacheClusterId": f"{ids['Cache']}-001"}),
        ("AWS/ElastiCache", "DatabaseMemoryUsagePercentage", {"CacheClusterId": f"{ids['Cache']}-002"}),
        ("AWS/WAFV2", "AllowedRequests", {**firewall, "Rule": "ALL"}),
        ("AWS/WAFV2", "BlockedRequests", {**firewall, "Rule": "AdminRate"}),
    ]
    for namespace, name, of in wanted:
        values = until(lambda n=namespace, m=name, d=of: platform.series(n, m, "Average", **d), bool, seconds=70)
        assert values[0] >= 0, (namespace, name)


def test_firewall_samples_are_the_requests_that_were_logged(platform: Chassis) -> None:
    waf, now = platform.aws.client("wafv2"), datetime.now(UTC)
    name, identifier, scope = platform.ids["Acl"].split("|")
    acl = waf.get_web_acl(Name=name, Id=identifier, Scope=scope)["WebACL"]["ARN"]
    window = {"StartTime": now - timedelta(hours=1), "EndTime": now + timedelta(hours=1)}

    def samples() -> list[dict[str, Any]]:
        asked = {"WebAclArn": acl, "RuleMetricName": "chassis", "Scope": scope, "TimeWindow": window, "MaxItems": 500}
        return waf.get_sampled_requests(**asked)["SampledRequests"]

    platform.errors(seconds=1, rate=5)
    seen = until(samples, bool)
    logged = {line["path"] for group in ("ServiceLog", "AdminLog") for line in platform.lines(group)}
    assert {one["Request"]["URI"] for one in seen} <= logged
    assert {one["Action"] for one in seen} == {"ALLOW"}


def test_unknown_service_is_refused_with_the_known_ones(platform: Chassis) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        platform.errors(service="other-api")
    body = json.load(refused.value)
    assert (body["path"], body["accepted"]) == ("service", "admin-api, service-api")
