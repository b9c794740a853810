"""Amazon ElastiCache: subnet groups and replication groups (records)."""

from ..cloudformation.model import Json
from .handler import Handler, dig, handles


@handles("ElastiCache::SubnetGroup")
class CacheSubnetGroup(Handler):
    """moto cannot delete one: it stays listed."""

    service, create_operation = "elasticache", "create_cache_subnet_group"
    name_property, name_lower = "CacheSubnetGroupName", True

    def arguments(self) -> Json:
        return {**self.properties, "CacheSubnetGroupDescription": self.properties.get("Description", "-")}


@handles("ElastiCache::ReplicationGroup")
class ReplicationGroup(Handler):
    service, create_operation = "elasticache", "create_replication_group"
    delete_operation, id_argument = "delete_replication_group", "ReplicationGroupId"
    name_property, name_limit, name_lower = "ReplicationGroupId", 40, True

    def attributes(self) -> Json:
        live = dig(self.call("describe_replication_groups", ReplicationGroupId=self.physical_id), "ReplicationGroups.0")
        node = (live.get("NodeGroups") or [{}])[0]
        fallback = {"Address": f"{self.physical_id}.cache.amazonaws.com", "Port": 6379}
        primary = live.get("ConfigurationEndpoint") or node.get("PrimaryEndpoint") or fallback
        reader = node.get("ReaderEndpoint") or primary
        ends = {"PrimaryEndPoint": primary, "ConfigurationEndPoint": primary, "ReaderEndPoint": reader}
        return {f"{end}.{part}": str(endpoint[part]) for end, endpoint in ends.items() for part in ("Address", "Port")}
