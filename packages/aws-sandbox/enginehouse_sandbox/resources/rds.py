"""Amazon RDS: clusters, instances, proxies, groups (records)."""

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without


@handles("RDS::DBCluster")
class DbCluster(Handler):
    service, create_operation = "rds", "create_db_cluster"
    name_property, name_limit, name_lower = "DBClusterIdentifier", 63, True

    def update(self, before: Json) -> None:
        changeable = (
            "ServerlessV2ScalingConfiguration",
            "BackupRetentionPeriod",
            "DeletionProtection",
            "EngineVersion",
        )
        self.call("modify_db_cluster", only(self.properties, *changeable), DBClusterIdentifier=self.physical_id)

    def delete(self) -> None:
        self.call("delete_db_cluster", DBClusterIdentifier=self.physical_id, SkipFinalSnapshot=True)

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
        return only(self._live(), "BackupRetentionPeriod", "DeletionProtection", "EngineVersion")

    def _live(self) -> Json:
        return dig(self.call("describe_db_clusters", DBClusterIdentifier=self.physical_id), "DBClusters.0")


@handles("RDS::DBInstance")
class DbInstance(Handler):
    service, create_operation = "rds", "create_db_instance"
    name_property, name_limit, name_lower = "DBInstanceIdentifier", 63, True

    def arguments(self) -> Json:
        groups = self.properties.get("VPCSecurityGroups", [])
        return {**without(self.properties, "VPCSecurityGroups"), "VpcSecurityGroupIds": groups}

    def update(self, before: Json) -> None:
        changeable = [
            "DBInstanceClass",
            "AllocatedStorage",
            "BackupRetentionPeriod",
            "EngineVersion",
            "MultiAZ",
            "DeletionProtection",
        ]
        made = only(self.properties, *changeable)
        self.call("modify_db_instance", made, DBInstanceIdentifier=self.physical_id, ApplyImmediately=True)

    def delete(self) -> None:
        self.call("delete_db_instance", DBInstanceIdentifier=self.physical_id, SkipFinalSnapshot=True)

    def attributes(self) -> Json:
        live = self._live()
        return {
            "Endpoint.Address": live["Endpoint"]["Address"],
            "Endpoint.Port": str(live["Endpoint"]["Port"]),
            "DBInstanceArn": live["DBInstanceArn"],
            "DbiResourceId": live["DbiResourceId"],
        }

    def read(self) -> Json:
        return only(self._live(), "DBInstanceClass", "AllocatedStorage", "BackupRetentionPeriod", "MultiAZ")

    def _live(self) -> Json:
        return dig(self.call("describe_db_instances", DBInstanceIdentifier=self.physical_id), "DBInstances.0")


class _ParameterGroup(Handler):
    service, name_lower = "rds", True

    def arguments(self) -> Json:
        return {**self.properties, "DBParameterGroupFamily": self.properties.get("Family")}


@handles("RDS::DBClusterParameterGroup")
class DbClusterParameterGroup(_ParameterGroup):
    create_operation, delete_operation = "create_db_cluster_parameter_group", "delete_db_cluster_parameter_group"
    name_property = id_argument = "DBClusterParameterGroupName"


@handles("RDS::DBParameterGroup")
class DbParameterGroup(_ParameterGroup):
    create_operation, delete_operation = "create_db_parameter_group", "delete_db_parameter_group"
    name_property = id_argument = "DBParameterGroupName"


@handles("RDS::DBSubnetGroup")
class DbSubnetGroup(Handler):
    service, create_operation, update_operation = "rds", "create_db_subnet_group", "modify_db_subnet_group"
    delete_operation, name_lower = "delete_db_subnet_group", True
    name_property = id_argument = "DBSubnetGroupName"


@handles("RDS::DBProxy")
class DbProxy(Handler):
    service, create_operation, delete_operation = "rds", "create_db_proxy", "delete_db_proxy"
    name_limit, name_lower = 60, True
    name_property = id_argument = "DBProxyName"

    def attributes(self) -> Json:
        live = dig(self.call("describe_db_proxies", DBProxyName=self.physical_id), "DBProxies.0")
        return {"Endpoint": live.get("Endpoint"), "DBProxyArn": live["DBProxyArn"]}


@handles("RDS::DBProxyTargetGroup")
class DbProxyTargetGroup(Handler):
    service, create_operation = "rds", "register_db_proxy_targets"

    def identify(self, answer: Json) -> str:
        return self.arn(f"target-group:{self.generated_name.lower()}")

    def delete(self) -> None:
        self.call("deregister_db_proxy_targets", self.properties)

    def attributes(self) -> Json:
        return {"TargetGroupArn": self.physical_id}
