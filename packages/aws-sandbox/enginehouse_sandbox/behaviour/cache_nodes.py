"""The nodes of a replication group, as DescribeCacheClusters answers them."""

from typing import Any


def as_clusters(group: Any) -> list[dict[str, Any]]:
    """One cache cluster of one node for each member of a group."""
    return [_cluster(group, nodes, member) for nodes in group.node_groups for member in nodes["node_group_members"]]


def _cluster(group: Any, nodes: dict[str, Any], member: dict[str, Any]) -> dict[str, Any]:
    zone, endpoint = member["preferred_availability_zone"], member.get("read_endpoint", {})
    node = {
        "CacheNodeId": "0001",
        "CacheNodeStatus": nodes["status"],
        "CacheNodeCreateTime": group.replication_group_create_time,
        "Endpoint": {"Address": endpoint.get("address"), "Port": endpoint.get("port", group.port)},
        "ParameterGroupStatus": "in-sync",
        "CustomerAvailabilityZone": zone,
    }
    return {
        "CacheClusterId": member["cache_cluster_id"],
        "CacheNodeType": group.cache_node_type,
        "Engine": group.engine,
        "EngineVersion": group.engine_version,
        "CacheClusterStatus": nodes["status"],
        "NumCacheNodes": 1,
        "PreferredAvailabilityZone": zone,
        "CacheClusterCreateTime": group.replication_group_create_time,
        "CacheNodes": [node],
        "CacheSubnetGroupName": group.cache_subnet_group_name,
        "ReplicationGroupId": group.replication_group_id,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
    }
