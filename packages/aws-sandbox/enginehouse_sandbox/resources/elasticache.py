"""Amazon ElastiCache: subnet groups and replication groups (records)."""

from ..cloudformation.model import Json
from . import retag
from .handler import Handler, dig, handles, only

_CHANGEABLE = (
    "AutoMinorVersionUpgrade",
    "AutomaticFailoverEnabled",
    "CacheNodeType",
    "CacheParameterGroupName",
    "EngineVersion",
    "MultiAZEnabled",
    "PreferredMaintenanceWindow",
    "ReplicationGroupDescription",
    "SecurityGroupIds",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
)


@handles("ElastiCache::SubnetGroup")
class CacheSubnetGroup(Handler):
    service, create_operation = "elasticache", "create_cache_subnet_group"
    update_operation, delete_operation = "modify_cache_subnet_group", "delete_cache_subnet_group"
    name_lower = True
    name_property = id_argument = "CacheSubnetGroupName"

    def arguments(self) -> Json:
        return {**self.properties, "CacheSubnetGroupDescription": self.properties.get("Description", "-")}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"subnetgroup:{self.physical_id}"), tags, gone, retag.OF_NAME)


@handles("ElastiCache::ReplicationGroup")
class ReplicationGroup(Handler):
    service, create_operation = "elasticache", "create_replication_group"
    delete_operation, id_argument = "delete_replication_group", "ReplicationGroupId"
    name_property, name_limit, name_lower = "ReplicationGroupId", 40, True

    def update(self, before: Json) -> None:
        """The number of nodes has calls of its own; failover needs its nodes before, and outlives them after."""
        wanted, had = int(self.properties.get("NumCacheClusters", 1)), int(before.get("NumCacheClusters", 1))
        if wanted > had:
            self._resize("increase_replica_count", wanted)
        changed = only(self.properties, *_CHANGEABLE)
        self.call("modify_replication_group", changed, ReplicationGroupId=self.physical_id, ApplyImmediately=True)
        if wanted < had:
            self._resize("decrease_replica_count", wanted)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"replicationgroup:{self.physical_id}"), tags, gone, retag.OF_NAME)

    def attributes(self) -> Json:
        live = self._live()
        node = (live.get("NodeGroups") or [{}])[0]
        fallback = {"Address": f"{self.physical_id}.cache.amazonaws.com", "Port": 6379}
        primary = live.get("ConfigurationEndpoint") or node.get("PrimaryEndpoint") or fallback
        reader = node.get("ReaderEndpoint") or primary
        ends = {"PrimaryEndPoint": primary, "ConfigurationEndPoint": primary, "ReaderEndPoint": reader}
        return {f"{end}.{part}": str(endpoint[part]) for end, endpoint in ends.items() for part in ("Address", "Port")}

    def read(self) -> Json:
        live = self._live()
        return {
            **only(live, "CacheNodeType", "TransitEncryptionEnabled", "AtRestEncryptionEnabled"),
            "AutomaticFailoverEnabled": live["AutomaticFailover"] == "enabled",
            "NumCacheClusters": len(live["MemberClusters"]),
        }

    def _resize(self, operation: str, nodes: int) -> None:
        self.call(operation, ReplicationGroupId=self.physical_id, NewReplicaCount=nodes - 1, ApplyImmediately=True)

    def _live(self) -> Json:
        return dig(self.call("describe_replication_groups", ReplicationGroupId=self.physical_id), "ReplicationGroups.0")
