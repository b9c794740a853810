"""Amazon RDS: instances, parameter groups and subnet groups (records)."""

from ..cloudformation.model import Json
from . import retag
from .handler import Handler, dig, handles, only, without

_CHANGEABLE_OF_MEMBER = (
    "AutoMinorVersionUpgrade",
    "CACertificateIdentifier",
    "CopyTagsToSnapshot",
    "DBInstanceClass",
    "DBParameterGroupName",
    "EnablePerformanceInsights",
    "MonitoringInterval",
    "MonitoringRoleArn",
    "PerformanceInsightsKMSKeyId",
    "PerformanceInsightsRetentionPeriod",
    "PreferredMaintenanceWindow",
    "PromotionTier",
    "PubliclyAccessible",
)
_CHANGEABLE_ALONE = ("AllocatedStorage", "BackupRetentionPeriod", "EngineVersion", "MultiAZ", "DeletionProtection")
"""What belongs to the cluster when the instance is a member of one."""


@handles("RDS::DBInstance")
class DbInstance(Handler):
    service, create_operation = "rds", "create_db_instance"
    name_property, name_limit, name_lower = "DBInstanceIdentifier", 63, True

    def arguments(self) -> Json:
        groups = self.properties.get("VPCSecurityGroups", [])
        return {**without(self.properties, "VPCSecurityGroups"), "VpcSecurityGroupIds": groups}

    def update(self, before: Json) -> None:
        names = _CHANGEABLE_OF_MEMBER if self._is_member else (*_CHANGEABLE_OF_MEMBER, *_CHANGEABLE_ALONE)
        made = only(self.properties, *names)
        if not self._is_member:
            made.setdefault("DeletionProtection", False)
        self.call("modify_db_instance", made, DBInstanceIdentifier=self.physical_id, ApplyImmediately=True)

    def delete(self) -> None:
        self.call("delete_db_instance", DBInstanceIdentifier=self.physical_id, SkipFinalSnapshot=True)

    def snapshot(self, name: str) -> None:
        """A member of a cluster has no snapshots of its own."""
        if not self._is_member:
            self.call("create_db_snapshot", DBSnapshotIdentifier=name, DBInstanceIdentifier=self.physical_id)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"db:{self.physical_id}"), tags, gone, retag.OF_NAME)

    def attributes(self) -> Json:
        live = self._live()
        return {
            "Endpoint.Address": live["Endpoint"]["Address"],
            "Endpoint.Port": str(live["Endpoint"]["Port"]),
            "DBInstanceArn": live["DBInstanceArn"],
            "DbiResourceId": live["DbiResourceId"],
        }

    def read(self) -> Json:
        own = ("DBInstanceClass", "PromotionTier", "PubliclyAccessible")
        return only(self._live(), *own, *(() if self._is_member else ("AllocatedStorage", "MultiAZ")))

    @property
    def _is_member(self) -> bool:
        return bool(self.properties.get("DBClusterIdentifier"))

    def _live(self) -> Json:
        return dig(self.call("describe_db_instances", DBInstanceIdentifier=self.physical_id), "DBInstances.0")


class _ParameterGroup(Handler):
    service, name_lower = "rds", True
    arn_kind: str

    def arguments(self) -> Json:
        return {**self.properties, "DBParameterGroupFamily": self.properties.get("Family")}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"{self.arn_kind}:{self.physical_id}"), tags, gone, retag.OF_NAME)


@handles("RDS::DBClusterParameterGroup")
class DbClusterParameterGroup(_ParameterGroup):
    create_operation, delete_operation = "create_db_cluster_parameter_group", "delete_db_cluster_parameter_group"
    name_property = id_argument = "DBClusterParameterGroupName"
    arn_kind = "cluster-pg"


@handles("RDS::DBParameterGroup")
class DbParameterGroup(_ParameterGroup):
    create_operation, delete_operation = "create_db_parameter_group", "delete_db_parameter_group"
    name_property = id_argument = "DBParameterGroupName"
    arn_kind = "pg"


@handles("RDS::DBSubnetGroup")
class DbSubnetGroup(Handler):
    service, create_operation, update_operation = "rds", "create_db_subnet_group", "modify_db_subnet_group"
    delete_operation, name_lower = "delete_db_subnet_group", True
    name_property = id_argument = "DBSubnetGroupName"

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"subgrp:{self.physical_id}"), tags, gone, retag.OF_NAME)
