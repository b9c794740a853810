"""The metrics of a chassis, one point a minute: counted requests, and values that follow them."""

from collections import defaultdict
from random import Random
from typing import Any

from ..hooks import StackView, client
from .chassis_data_metrics import DataMetrics
from .chassis_firewall import Firewall
from .ktor_service import Request
from .metric_points import MetricPoints
from .walk import Walk

NAMESPACES = {"AWS/ECS", "ECS/ContainerInsights", "AWS/ApplicationELB", "AWS/RDS", "AWS/ElastiCache", "AWS/WAFV2"}


class ChassisMetrics:
    """Collects the requests of a minute by name of the ECS service, then publishes what they mean."""

    def __init__(self, stack: StackView) -> None:
        self.stack = stack
        self._random = Random(stack.stack_id)
        self._requests: dict[str, list[Request]] = defaultdict(list)
        self._walks: dict[str, Walk] = {}
        self._data = DataMetrics(self._random)
        self._firewall = Firewall(self._random)

    def count(self, service: str, requests: list[Request]) -> None:
        self._requests[service] += requests
        self._firewall.see(requests)

    def publish(self, now: float) -> None:
        points = MetricPoints(client("cloudwatch", self.stack.account, self.stack.region), now)
        taken, self._requests = self._requests, defaultdict(list)
        everything = [request for requests in taken.values() for request in requests]
        for arn in self.stack.physical_ids("AWS::ECS::Service"):
            self._service(points, arn, taken)
        for arn in self.stack.physical_ids("AWS::ElasticLoadBalancingV2::LoadBalancer"):
            _balancer(points, everything, LoadBalancer=arn.split(":loadbalancer/")[1])
        self._data.publish(self.stack, points, len(everything))
        self._firewall.publish(self.stack, points)
        points.send()

    def _service(self, points: MetricPoints, arn: str, taken: dict[str, list[Request]]) -> None:
        _, cluster, name = arn.split(":")[-1].split("/")
        found: list[dict[str, Any]] = client("ecs", self.stack.account, self.stack.region).describe_services(
            cluster=cluster, services=[name]
        )["services"]
        if not found or found[0]["status"] != "ACTIVE":
            return
        service, of = found[0], {"ClusterName": cluster, "ServiceName": name}
        points.add("ECS/ContainerInsights", "RunningTaskCount", "Count", service["runningCount"], **of)
        points.add("ECS/ContainerInsights", "PendingTaskCount", "Count", service["pendingCount"], **of)
        points.add("ECS/ContainerInsights", "DesiredTaskCount", "Count", service["desiredCount"], **of)
        if service["runningCount"]:
            busy = len(taken.get(name, ())) / service["runningCount"]
            cpu = self._walk(f"{name}/cpu", 12, 2, 98).step(8 + min(80.0, busy * 0.6))
            memory = self._walk(f"{name}/memory", 48, 20, 95).step(50)
            points.add("AWS/ECS", "CPUUtilization", "Percent", cpu, **of)
            points.add("AWS/ECS", "MemoryUtilization", "Percent", memory, **of)
        for balancer in service.get("loadBalancers", []):
            group = balancer["targetGroupArn"].split(":")[-1]
            for name_of in self.stack.physical_ids("AWS::ElasticLoadBalancingV2::LoadBalancer"):
                full = name_of.split(":loadbalancer/")[1]
                _balancer(points, taken.get(name, []), TargetGroup=group, LoadBalancer=full)

    def _walk(self, name: str, start: float, low: float, high: float) -> Walk:
        return self._walks.setdefault(name, Walk(self._random, start, low, high, 1.5))


def _balancer(points: MetricPoints, requests: list[Request], **of: str) -> None:
    """What a balancer counts; as in AWS, nothing where nothing was to count."""
    namespace = "AWS/ApplicationELB"
    points.add(namespace, "RequestCount", "Count", len(requests), **of)
    for hundred in (2, 3, 4, 5):
        counted = sum(request.status // 100 == hundred for request in requests)
        if counted:
            points.add(namespace, f"HTTPCode_Target_{hundred}XX_Count", "Count", counted, **of)
    for request in requests:
        points.add(namespace, "TargetResponseTime", "Seconds", request.seconds, **of)
    if "TargetGroup" not in of:
        points.add(namespace, "ActiveConnectionCount", "Count", 2 + len(requests) // 5, **of)
