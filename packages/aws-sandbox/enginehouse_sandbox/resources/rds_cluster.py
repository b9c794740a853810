"""Amazon RDS: Aurora clusters, new, restored from a snapshot, or cloned (records; no database runs)."""

from ..cloudformation.model import Json
from . import retag
from .handler import Handler, dig, handles, only

_CHANGEABLE = (
    "AutoMinorVersionUpgrade",
    "BackupRetentionPeriod",
    "CopyTagsToSnapshot",
    "DBClusterParameterGroupName",
    "DeletionProtection",
    "EnableHttpEndpoint",
    "EnableIAMDatabaseAuthentication",
    "EngineVersion",
    "MasterUserPassword",
    "PreferredBackupWindow",
    "PreferredMaintenanceWindow",
    "ServerlessV2ScalingConfiguration",
    "StorageType",
    "VpcSecurityGroupIds",
)
_READ = (
    "BackupRetentionPeriod",
    "DeletionProtection",
    "EngineVersion",
    "ServerlessV2ScalingConfiguration",
    "CopyTagsToSnapshot",
)


@handles("RDS::DBCluster")
class DbCluster(Handler):
    """A restored or cloned cluster takes the source's data and master user; what the template says of it beyond that is
    set at once afterwards, a new master password included, as CloudFormation does."""

    service = "rds"
    name_property, name_limit, name_lower = "DBClusterIdentifier", 63, True

    def create(self) -> None:
        operation = self._how()
        self.resource.physical_id = str(self.properties["DBClusterIdentifier"]).lower()
        self.call(operation, {**self.properties, "EnablePerformanceInsights": self._insights()})
        if operation != "create_db_cluster":
            self._modify()

    def update(self, before: Json) -> None:
        self._modify()

    def delete(self) -> None:
        self.call("delete_db_cluster", DBClusterIdentifier=self.physical_id, SkipFinalSnapshot=True)

    def snapshot(self, name: str) -> None:
        self.call("create_db_cluster_snapshot", DBClusterSnapshotIdentifier=name, DBClusterIdentifier=self.physical_id)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self.arn(f"cluster:{self.physical_id}"), tags, gone, retag.OF_NAME)

    def attributes(self) -> Json:
        live = self._live()
        return {
            "Endpoint.Address": live["Endpoint"],
            "Endpoint.Port": str(live.get("Port") or 5432),
            "ReadEndpoint.Address": live["ReaderEndpoint"],
            "DBClusterArn": live["DBClusterArn"],
            "DBClusterResourceId": live["DbClusterResourceId"],
        }

    def read(self) -> Json:
        return only(self._live(), *_READ)

    def _how(self) -> str:
        if self.properties.get("SnapshotIdentifier"):
            return "restore_db_cluster_from_snapshot"
        if self.properties.get("SourceDBClusterIdentifier"):
            return "restore_db_cluster_to_point_in_time"
        return "create_db_cluster"

    def _modify(self) -> None:
        """DeletionProtection left out of a template means off."""
        made = {"DeletionProtection": False, **only(self.properties, *_CHANGEABLE)}
        self.call("modify_db_cluster", made, DBClusterIdentifier=self.physical_id, ApplyImmediately=True)

    def _insights(self) -> bool:
        return str(self.properties.get("PerformanceInsightsEnabled", "")).lower() == "true"

    def _live(self) -> Json:
        return dig(self.call("describe_db_clusters", DBClusterIdentifier=self.physical_id), "DBClusters.0")
