"""The metrics a Network Load Balancer publishes about its targets: HealthyHostCount and UnHealthyHostCount.

Derived from the health of the targets; a point when it changed, else one every `METRIC_SECONDS`.
"""

import time
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.utils import utcnow
from moto.elbv2.models import elbv2_backends

from ..clock import every_second
from ..retention import forget_points
from ..settings import METRIC_HISTORY_SECONDS, METRIC_SECONDS
from .backends import every

NAMESPACES = {"network": "AWS/NetworkELB", "application": "AWS/ApplicationELB"}

_last: dict[tuple[str, str], tuple[float, int, int]] = {}
"""By target group and load balancer: when the last point was written, and its counts."""


def install() -> None:
    every_second(publish)


def publish() -> None:
    now = time.time()
    for account, region, backend in every(elbv2_backends):
        for group in list(backend.target_groups.values()):
            for balancer_arn in list(group.load_balancer_arns):
                balancer = backend.load_balancers.get(balancer_arn)
                if balancer:
                    _publish(account, region, backend, group, balancer, now)


def _publish(account: str, region: str, backend: Any, group: Any, balancer: Any, now: float) -> None:
    states = [health.status for health in backend.describe_target_health(group.arn, [])]
    healthy, unhealthy = states.count("healthy"), states.count("unhealthy")
    key = (group.arn, balancer.arn)
    written, *before = _last.get(key, (0.0, -1, -1))
    if before == [healthy, unhealthy] and now - written < METRIC_SECONDS:
        return
    _last[key] = (now, healthy, unhealthy)
    dimensions = [
        {"Name": "TargetGroup", "Value": group.arn.split(":")[-1]},
        {"Name": "LoadBalancer", "Value": balancer.arn.split(":loadbalancer/")[1]},
    ]
    moment = utcnow()
    points = [
        {"MetricName": name, "Value": value, "Unit": "Count", "Dimensions": dimensions, "Timestamp": moment}
        for name, value in (("HealthyHostCount", healthy), ("UnHealthyHostCount", unhealthy))
    ]
    namespace = NAMESPACES.get(balancer.type, "AWS/NetworkELB")
    cloudwatch_backends[account][region].put_metric_data(namespace, points)
    forget_points(account, region, set(NAMESPACES.values()), now - METRIC_HISTORY_SECONDS)


def clear() -> None:
    _last.clear()
