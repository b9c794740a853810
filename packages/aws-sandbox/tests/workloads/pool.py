"""A small stack of what the simulator looks for, and how the tests see it."""

import json
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from ..sandbox import Sandbox, Stacks, until
from ..templates import att, ref

TAG = {"Key": "enginehouse:definition", "Value": "dagger-engine-pool"}


def template(retention: int = 30) -> dict[str, Any]:
    group = {
        "MinSize": "1",
        "MaxSize": "4",
        "DesiredCapacity": "2",
        "VPCZoneIdentifier": [ref("Subnet")],
        "TargetGroupARNs": [ref("Targets")],
        "LaunchTemplate": {"LaunchTemplateId": ref("Template"), "Version": att("Template", "LatestVersionNumber")},
    }
    no_engine = {
        "Namespace": "AWS/NetworkELB",
        "MetricName": "HealthyHostCount",
        "Dimensions": [
            {"Name": "TargetGroup", "Value": att("Targets", "TargetGroupFullName")},
            {"Name": "LoadBalancer", "Value": att("Balancer", "LoadBalancerFullName")},
        ],
        "Statistic": "Minimum",
        "Period": 10,
        "EvaluationPeriods": 1,
        "ComparisonOperator": "LessThanThreshold",
        "Threshold": 1,
        "TreatMissingData": "ignore",
    }
    listener = {
        "LoadBalancerArn": ref("Balancer"),
        "Port": 8443,
        "Protocol": "TCP",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": ref("Targets")}],
    }
    subnet = {"VpcId": ref("Vpc"), "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "us-east-1a"}
    return {
        "Resources": {
            "Vpc": _resource("EC2::VPC", CidrBlock="10.0.0.0/16"),
            "Subnet": _resource("EC2::Subnet", **subnet),
            "Template": _resource(
                "EC2::LaunchTemplate", LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "c7i.xlarge"}
            ),
            "Balancer": _resource(
                "ElasticLoadBalancingV2::LoadBalancer", Type="network", Scheme="internal", Subnets=[ref("Subnet")]
            ),
            "Targets": _resource("ElasticLoadBalancingV2::TargetGroup", Port=8443, Protocol="TCP", VpcId=ref("Vpc")),
            "Listener": _resource("ElasticLoadBalancingV2::Listener", **listener),
            "Group": _resource("AutoScaling::AutoScalingGroup", DependsOn="Listener", **group),
            "Logs": _resource(
                "Logs::LogGroup",
                LogGroupName={"Fn::Sub": "/aws/dagger-engine/${AWS::StackName}"},
                RetentionInDays=retention,
            ),
            "NoEngine": _resource("CloudWatch::Alarm", **no_engine),
        },
        "Outputs": {"Group": {"Value": ref("Group")}, "Targets": {"Value": ref("Targets")}},
    }


def _resource(kind: str, DependsOn: str | None = None, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties, **({"DependsOn": DependsOn} if DependsOn else {})}


class Pool:
    """A deployed pool: what AWS and the control endpoints say of it."""

    def __init__(self, aws: Sandbox, stack_id: str) -> None:
        self.aws = aws
        self.stack_id = stack_id
        self.name = Stacks(aws).stack(stack_id)["StackName"]
        self._outputs = Stacks(aws).outputs(stack_id)

    def as_new(self) -> "Pool":
        """Two engines that serve, whatever a test did before."""
        self.scale(2)
        self.act("repair")
        self.until_states(serving=2)
        return self

    @classmethod
    @contextmanager
    def deployed(cls, aws: Sandbox) -> Iterator["Pool"]:
        """A pool whose engines serve, deleted afterwards."""
        stacks = Stacks(aws)
        stack = stacks.create(template(), name=stacks.name("pool"), Tags=[TAG])
        assert stacks.status(stack) == "CREATE_COMPLETE", stacks.events(stack)
        pool = cls(aws, stack)
        pool.until_states(serving=2)
        yield pool
        stacks.delete(stack)

    def view(self) -> dict[str, Any] | None:
        return next((w for w in self.aws.control("GET", "workloads") if w["stackId"] == self.stack_id), None)

    def states(self) -> dict[str, str]:
        """State by instance id."""
        view = self.view()
        return {unit["id"]: unit["state"] for unit in view["units"]} if view else {}

    def until_states(self, **counts: int) -> dict[str, str]:
        """Wait until as many engines as given are in each state, and none in another."""
        wanted = sorted(state for state, count in counts.items() for _ in range(count))
        return until(self.states, lambda states: sorted(states.values()) == wanted)

    def act(self, action: str, **body: Any) -> Any:
        return self.aws.control("POST", f"workloads/dagger-engine-pool/{action}", {"stack": self.name, **body})

    def refused(self, action: str, **body: Any) -> tuple[int, dict[str, str]]:
        """Status and body of a request that must be refused."""
        try:
            answer = self.act(action, **body)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        raise AssertionError(f"{action} {body} was accepted: {answer}")

    def in_service(self) -> set[str]:
        groups = self.aws.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[self.group])
        return {instance["InstanceId"] for instance in groups["AutoScalingGroups"][0]["Instances"]}

    def scale(self, capacity: int) -> None:
        self.aws.client("autoscaling").set_desired_capacity(AutoScalingGroupName=self.group, DesiredCapacity=capacity)

    def health(self) -> dict[str, dict[str, str]]:
        """TargetHealth by instance id."""
        answer = self.aws.client("elbv2").describe_target_health(TargetGroupArn=self._outputs["Targets"])
        return {one["Target"]["Id"]: one["TargetHealth"] for one in answer["TargetHealthDescriptions"]}

    def alarm_state(self) -> str:
        name = Stacks(self.aws).resources(self.stack_id)["NoEngine"]
        return self.aws.client("cloudwatch").describe_alarms(AlarmNames=[name])["MetricAlarms"][0]["StateValue"]

    def events(self, stream: str) -> list[dict[str, Any]]:
        """Log events of a stream such as `i-1234/engine`, in order; none when there is no such stream."""
        logs = self.aws.client("logs")
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/dagger-engine/{self.name}", logStreamNamePrefix=stream
        )
        return [event for page in pages for event in page["events"]]

    def lines(self, stream: str) -> str:
        return "\n".join(event["message"] for event in self.events(stream))

    def until_line(self, stream: str, text: str) -> None:
        until(lambda: self.lines(stream), lambda lines: text in lines)

    def series(self, namespace: str, name: str, **dimensions: str) -> list[float]:
        """The values so far of the series with exactly these dimensions, one a minute."""
        metric = {
            "Namespace": namespace,
            "MetricName": name,
            "Dimensions": [{"Name": key, "Value": value} for key, value in dimensions.items()],
        }
        query = {"Id": "m", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"}}
        now = datetime.now(UTC)
        answer = self.aws.client("cloudwatch").get_metric_data(
            MetricDataQueries=[query], StartTime=now - timedelta(hours=1), EndTime=now + timedelta(minutes=1)
        )
        return answer["MetricDataResults"][0]["Values"]

    @property
    def group(self) -> str:
        return self._outputs["Group"]
