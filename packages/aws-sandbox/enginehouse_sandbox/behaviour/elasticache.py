"""ElastiCache beyond moto: groups with the nodes asked for, in their subnets' zones; changed, failed over, deleted."""

from collections.abc import Iterable
from itertools import cycle, islice
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from . import later
from .cache_nodes import as_clusters

SECONDS = 2
"""How long a failover takes."""

_CHANGEABLE = {
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "EngineVersion": "engine_version",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "ReplicationGroupDescription": "description",
    "SecurityGroupIds": "security_group_ids",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
    "TransitEncryptionMode": "transit_encryption_mode",
}


class SubnetGroupInUse(ServiceException):
    code = "CacheSubnetGroupInUse"


class InvalidCombination(ServiceException):
    code = "InvalidParameterCombination"


def install() -> None:
    api = ElastiCacheResponse
    api.modify_replication_group = modify_replication_group
    api.increase_replica_count = change_replica_count
    api.decrease_replica_count = change_replica_count
    api.test_failover = test_failover
    api.modify_cache_subnet_group = modify_cache_subnet_group
    api.delete_cache_subnet_group = delete_cache_subnet_group
    _create_the_nodes_asked_for()
    _delete_for_good()
    _list_nodes_of_groups()


def modify_replication_group(self: Any) -> ActionResult:
    group = _group(self)
    for name, attribute in _CHANGEABLE.items():
        value = self._get_param(name)
        if value is not None:
            setattr(group, attribute, value)
    failover = self._get_bool_param("AutomaticFailoverEnabled")
    if failover and len(group.member_clusters) < 2:
        raise InvalidCombination("Replication group must have at least one read replica to enable autofailover.")
    for wanted, attribute in ((failover, "automatic_failover"), (self._get_bool_param("MultiAZEnabled"), "multi_az")):
        if wanted is not None:
            setattr(group, attribute, "enabled" if wanted else "disabled")
    return ActionResult({"ReplicationGroup": group})


def change_replica_count(self: Any) -> ActionResult:
    group, replicas = _group(self), int(self._get_param("NewReplicaCount"))
    if replicas == 0 and group.automatic_failover == "enabled":
        raise InvalidCombination("Cannot remove the last replica of a group with automatic failover enabled.")
    _size(self.elasticache_backend, group, replicas + 1)
    return ActionResult({"ReplicationGroup": group})


def test_failover(self: Any) -> ActionResult:
    """The group is `modifying` for a while; then the first replica of the node group is its primary."""
    group, wanted = _group(self), self._get_param("NodeGroupId")
    if group.automatic_failover != "enabled":
        raise InvalidCombination("Test failover is not available for a replication group without automatic failover.")
    nodes = next((one for one in group.node_groups if one["node_group_id"] == wanted), None)
    if nodes is None:
        raise InvalidCombination(f"Node group {wanted} does not exist in replication group.")
    members = nodes["node_group_members"]
    primary = next(member for member in members if member["current_role"] == "primary")
    replica = next(member for member in members if member["current_role"] == "replica")

    def failed_over() -> None:
        primary["current_role"], replica["current_role"] = "replica", "primary"
        group.status = nodes["status"] = "available"

    group.status = nodes["status"] = "modifying"
    later.after(SECONDS, failed_over)
    return ActionResult({"ReplicationGroup": group})


def modify_cache_subnet_group(self: Any) -> ActionResult:
    group = self.elasticache_backend.describe_cache_subnet_groups(self._get_param("CacheSubnetGroupName"))[0]
    group.cache_subnet_group_description = (
        self._get_param("CacheSubnetGroupDescription") or group.cache_subnet_group_description
    )
    subnets = self._get_param("SubnetIds", [])
    if subnets:
        group.subnet_ids = subnets
        zones = _zones(self.elasticache_backend, subnets)
        group.subnets = [
            {"subnet_identifier": subnet, "subnet_availability_zone": zone, "supported_network_types": ["ipv4"]}
            for subnet, zone in zip(subnets, zones, strict=True)
        ]
    return ActionResult({"CacheSubnetGroup": group})


def delete_cache_subnet_group(self: Any) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("CacheSubnetGroupName")
    backend.describe_cache_subnet_groups(name)
    if any(group.cache_subnet_group_name == name for group in backend.replication_groups.values()):
        raise SubnetGroupInUse(f"Cache subnet group {name} is currently in use by a cache cluster.")
    del backend.cache_subnet_groups[name]
    return ActionResult({})


def _group(self: Any) -> Any:
    return self.elasticache_backend.describe_replication_groups(self._get_param("ReplicationGroupId"))[0]


def _size(backend: Any, group: Any, count: int) -> None:
    """Give a group without cluster mode `count` nodes; the ones that stay keep their roles."""
    if group.cluster_enabled:
        return
    nodes = group.node_groups[0]
    members, domain = nodes["node_group_members"], nodes["primary_endpoint"]["address"].partition(".")[2]
    zones = list(islice(cycle(_zones_of(backend, group)), count))
    kept = sorted(members, key=lambda member: member["current_role"] != "primary")[:count]
    kept.sort(key=lambda member: member["cache_cluster_id"])
    free = (f"{group.replication_group_id}-{number:0>3}" for number in range(1, 1000))
    taken = {member["cache_cluster_id"] for member in kept}
    for name in islice((name for name in free if name not in taken), count - len(kept)):
        endpoint = {"address": f"{name}.{domain}", "port": group.port}
        kept.append({"cache_cluster_id": name, "cache_node_id": "0001", "read_endpoint": endpoint})
        kept[-1]["current_role"] = "replica"
    for member, zone in zip(kept, zones, strict=True):
        member.setdefault("preferred_availability_zone", zone)
    nodes["node_group_members"] = kept
    nodes["reader_endpoint"] = {"address": nodes["reader_endpoint_address"], "port": group.port}
    group.member_clusters = [member["cache_cluster_id"] for member in kept]


def _zones_of(backend: Any, group: Any) -> list[str]:
    subnets = backend.cache_subnet_groups.get(group.cache_subnet_group_name)
    return group.preferred_zones or (_zones(backend, subnets.subnet_ids) if subnets else [f"{backend.region_name}a"])


def _zones(backend: Any, subnets: Iterable[str]) -> list[str]:
    found = ec2_backends[backend.account_id][backend.region_name].describe_subnets(subnet_ids=list(subnets))
    return [subnet.availability_zone for subnet in found]


def _create_the_nodes_asked_for() -> None:
    """Stock moto makes one node, in us-east-1a, whatever NumCacheClusters says."""
    stock = ElastiCacheBackend.create_replication_group

    def create(self: Any, *args: Any, **kwargs: Any) -> Any:
        group = stock(self, *args, **kwargs)
        group.preferred_zones = kwargs.get("preferred_cache_cluster_azs")
        for member in group.node_groups[0]["node_group_members"]:
            member.pop("preferred_availability_zone", None)
        replicas = kwargs.get("replicas_per_node_group")
        _size(self, group, int(replicas) + 1 if replicas else int(kwargs.get("num_cache_clusters") or 1))
        return group

    ElastiCacheBackend.create_replication_group = create


def _delete_for_good() -> None:
    """Stock moto keeps a deleted group in the list, `deleting` for ever."""
    stock = ElastiCacheBackend.delete_replication_group

    def delete(self: Any, replication_group_id: str, retain_primary_cluster: bool | None) -> Any:
        stock(self, replication_group_id, retain_primary_cluster)
        return self.replication_groups.pop(replication_group_id)

    ElastiCacheBackend.delete_replication_group = delete


def _list_nodes_of_groups() -> None:
    """The members of replication groups are cache clusters too."""
    stock = ElastiCacheBackend.describe_cache_clusters

    def describe(self: Any, cache_cluster_id: str | None = None) -> list[Any]:
        nodes = [node for group in self.replication_groups.values() for node in as_clusters(group)]
        if cache_cluster_id is None:
            return [*stock(self), *nodes]
        named = [node for node in nodes if node["CacheClusterId"] == cache_cluster_id]
        return named or stock(self, cache_cluster_id)

    ElastiCacheBackend.describe_cache_clusters = describe
