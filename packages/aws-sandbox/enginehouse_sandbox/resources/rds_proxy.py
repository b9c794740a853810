"""Amazon RDS Proxy: proxies and what they connect to (records; nothing listens)."""

from ..cloudformation.model import Json
from . import retag
from .handler import Handler, dig, handles, only

_TARGETS = ("DBClusterIdentifiers", "DBInstanceIdentifiers")


@handles("RDS::DBProxy")
class DbProxy(Handler):
    service, create_operation, delete_operation = "rds", "create_db_proxy", "delete_db_proxy"
    update_operation = "modify_db_proxy"
    name_limit, name_lower = 60, True
    name_property = id_argument = "DBProxyName"

    def update_arguments(self) -> Json:
        made = only(self.properties, "Auth", "DebugLogging", "IdleClientTimeout", "RequireTLS", "RoleArn")
        return {**made, "SecurityGroups": self.properties.get("VpcSecurityGroupIds")}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag.retag(self, self._live()["DBProxyArn"], tags, gone, retag.OF_NAME)

    def attributes(self) -> Json:
        return only(self._live(), "Endpoint", "DBProxyArn", "VpcId")

    def read(self) -> Json:
        return only(self._live(), "RequireTLS", "IdleClientTimeout", "DebugLogging")

    def _live(self) -> Json:
        return dig(self.call("describe_db_proxies", DBProxyName=self.physical_id), "DBProxies.0")


@handles("RDS::DBProxyTargetGroup")
class DbProxyTargetGroup(Handler):
    service = "rds"

    def create(self) -> None:
        self.resource.physical_id = self._live()["TargetGroupArn"]
        self._register(self.properties)
        self._configure()

    def update(self, before: Json) -> None:
        if only(before, *_TARGETS) != only(self.properties, *_TARGETS):
            self._deregister(before)
            self._register(self.properties)
        self._configure()

    def delete(self) -> None:
        self._deregister(self.properties)

    def attributes(self) -> Json:
        return {"TargetGroupArn": self.physical_id}

    def read(self) -> Json:
        live, given = self._live()["ConnectionPoolConfig"], self.properties.get("ConnectionPoolConfigurationInfo", {})
        return {"ConnectionPoolConfigurationInfo": only(live, *given)} if given else {}

    def _configure(self) -> None:
        config = self.properties.get("ConnectionPoolConfigurationInfo")
        if config:
            self.call("modify_db_proxy_target_group", self._me(), ConnectionPoolConfig=config)

    def _register(self, properties: Json) -> None:
        self.call("register_db_proxy_targets", {**only(properties, *_TARGETS), **self._me()})

    def _deregister(self, properties: Json) -> None:
        self.call("deregister_db_proxy_targets", {**only(properties, *_TARGETS), **self._me()})

    def _live(self) -> Json:
        return dig(self.call("describe_db_proxy_target_groups", only(self.properties, "DBProxyName")), "TargetGroups.0")

    def _me(self) -> Json:
        return {"DBProxyName": self.properties["DBProxyName"], "TargetGroupName": "default"}
