"""Metrics of a chassis's database, proxy and cache: plausible values that follow the number of requests."""

from random import Random
from typing import Any

from ..hooks import StackView, client
from .metric_points import MetricPoints
from .walk import Walk

_GIB = 2**30


class DataMetrics:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._walks: dict[str, Walk] = {}

    def publish(self, stack: StackView, points: MetricPoints, requests: int) -> None:
        rds = client("rds", stack.account, stack.region)
        for name in stack.physical_ids("AWS::RDS::DBCluster"):
            found = rds.describe_db_clusters(Filters=[{"Name": "db-cluster-id", "Values": [name]}])["DBClusters"]
            if found:
                self._cluster(points, found[0], requests)
        for name in stack.physical_ids("AWS::RDS::DBProxy"):
            self._proxy(points, name, requests)
        for name in stack.physical_ids("AWS::ElastiCache::ReplicationGroup"):
            cache = client("elasticache", stack.account, stack.region)
            for group in cache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"]:
                for member in group["NodeGroups"][0]["NodeGroupMembers"]:
                    self._node(points, member, requests)

    def _cluster(self, points: MetricPoints, cluster: dict[str, Any], requests: int) -> None:
        scaling = cluster.get("ServerlessV2ScalingConfiguration") or {"MinCapacity": 0.5, "MaxCapacity": 1}
        least, most = float(scaling["MinCapacity"]), float(scaling["MaxCapacity"])
        busy, connections = [], []
        for member in cluster["DBClusterMembers"]:
            name, writer = member["DBInstanceIdentifier"], member["IsClusterWriter"]
            capacity = self._step(f"{name}/acu", least, most, least + min(most - least, requests / 60), 0.05)
            cpu = self._step(f"{name}/cpu", 1, 99, 6 + requests / 10)
            open_now = round(self._step(f"{name}/connections", 2, 500, 12 if writer else 5))
            of = {"DBInstanceIdentifier": name}
            for metric, unit, value in (
                ("CPUUtilization", "Percent", cpu),
                ("ServerlessDatabaseCapacity", "None", capacity),
                ("ACUUtilization", "Percent", 100 * capacity / most),
                ("DatabaseConnections", "Count", open_now),
                ("FreeableMemory", "Bytes", capacity * 2 * _GIB * 0.6),
                ("CommitLatency", "Milliseconds", self._step(f"{name}/commit", 0.5, 50, 3, 0.4)),
            ):
                points.add("AWS/RDS", metric, unit, value, **of)
            if not writer:
                lag = self._step(f"{name}/lag", 5, 200, 18)
                points.add("AWS/RDS", "AuroraReplicaLag", "Milliseconds", lag, **of)
            busy.append((cpu, capacity))
            connections.append(open_now)
        of = {"DBClusterIdentifier": cluster["DBClusterIdentifier"]}
        for cpu, capacity in busy:
            points.add("AWS/RDS", "CPUUtilization", "Percent", cpu, **of)
            points.add("AWS/RDS", "ServerlessDatabaseCapacity", "None", capacity, **of)
        if connections:
            points.add("AWS/RDS", "DatabaseConnections", "Count", sum(connections), **of)

    def _proxy(self, points: MetricPoints, name: str, requests: int) -> None:
        clients = round(self._step(f"{name}/clients", 1, 1000, 10 + requests / 10))
        for metric, unit, value in (
            ("ClientConnections", "Count", clients),
            ("DatabaseConnections", "Count", max(1, clients // 3)),
            ("QueryRequests", "Count", requests * 3),
            ("DatabaseConnectionsBorrowLatency", "Microseconds", self._step(f"{name}/borrow", 50, 9000, 400, 40)),
        ):
            points.add("AWS/RDS", metric, unit, value, ProxyName=name)

    def _node(self, points: MetricPoints, member: dict[str, Any], requests: int) -> None:
        name, primary = member["CacheClusterId"], member["CurrentRole"] == "primary"
        for metric, unit, value in (
            ("CPUUtilization", "Percent", self._step(f"{name}/cpu", 1, 99, 5 + requests / 30)),
            ("EngineCPUUtilization", "Percent", self._step(f"{name}/engine", 0.5, 99, 2 + requests / 40, 0.4)),
            ("DatabaseMemoryUsagePercentage", "Percent", self._step(f"{name}/memory", 1, 99, 24, 0.5)),
            ("CurrConnections", "Count", round(self._step(f"{name}/connections", 1, 500, 14 if primary else 4))),
            ("CacheHitRate", "Percent", self._step(f"{name}/hits", 40, 100, 93, 0.6)),
            ("Evictions", "Count", 0),
        ):
            points.add("AWS/ElastiCache", metric, unit, value, CacheClusterId=name)
        if not primary:
            lag = self._step(f"{name}/lag", 0.05, 2, 0.3, 0.05)
            points.add("AWS/ElastiCache", "ReplicationLag", "Seconds", lag, CacheClusterId=name)

    def _step(self, name: str, low: float, high: float, target: float, tremble: float = 1.0) -> float:
        walk = self._walks.setdefault(name, Walk(self._random, min(high, max(low, target)), low, high, tremble))
        return walk.step(min(high, max(low, target)))
