"""RDS beyond moto: proxies that see every member of a cluster, clones, failover and reboot that take time."""

from typing import Any
from uuid import uuid4

from moto.core.responses import ActionResult
from moto.rds.models import DBCluster, DBInstance, DBProxyTarget, Event, RDSBackend
from moto.rds.responses import RDSResponse

from . import later
from .target_health import override_of

SECONDS = 2
"""How long a reboot or failover takes."""


_INSIGHTS = "enable_performance_insights"
_EVENTS = {
    "DB_INSTANCE_RESTARTED": {"Categories": ["availability"], "Message": "DB instance restarted"},
    "DB_INSTANCE_FAILED_OVER": {"Categories": ["failover"], "Message": "DB instance became the writer of its cluster"},
}


def install() -> None:
    Event.EVENT_MAP.update(_EVENTS)
    DBCluster.iam_database_authentication_enabled = property(_iam_authentication)
    DBProxyTarget.target_health = property(_health)
    RDSBackend.describe_db_proxy_targets = describe_db_proxy_targets
    RDSResponse.modify_db_proxy = modify_db_proxy
    _show_performance_insights()
    _reboot_takes_time()
    _failover_takes_time()
    _clones_share_a_group()
    _automated_snapshots_go_with_their_cluster()


def _iam_authentication(cluster: Any) -> bool:
    """ModifyDBCluster sets another attribute than CreateDBCluster does."""
    return bool(getattr(cluster, "enable_iam_database_authentication", cluster.iam_auth))


def _health(target: Any) -> dict[str, str] | None:
    """A tracked cluster has none: its instances do."""
    if target.type == "TRACKED_CLUSTER":
        return None
    instance = target.backend.databases.get(target.rds_resource_id)
    override = override_of(target.endpoint, target.rds_resource_id)
    if override:
        return {"State": override.state.upper(), "Reason": override.reason, "Description": override.description}
    if instance is not None and instance.status == "available":
        return {"State": "AVAILABLE"}
    return {"State": "UNAVAILABLE", "Reason": "UNREACHABLE", "Description": "The proxy cannot connect to the target"}


def describe_db_proxy_targets(self: Any, proxy_name: str) -> list[Any]:
    """The registered targets, and for each cluster among them its instances."""
    stock = self.describe_db_proxies(proxy_name)[0].proxy_target_groups["default"].targets
    found = []
    for target in stock:
        found.append(target)
        cluster = self.clusters.get(target.rds_resource_id)
        if target.type == "TRACKED_CLUSTER" and cluster:
            target.tracked_cluster_id = cluster.db_cluster_identifier
            found += [_member(self, cluster, instance) for instance in cluster.members]
    return found


def _member(backend: Any, cluster: Any, instance: Any) -> Any:
    made: Any = DBProxyTarget(backend, instance.db_instance_identifier, instance.address, "RDS_INSTANCE")
    made.tracked_cluster_id = cluster.db_cluster_identifier
    made.role = "READ_WRITE" if instance.is_cluster_writer else "READ_ONLY"
    return made


def modify_db_proxy(self: Any) -> ActionResult:
    given = self.params
    proxy = self.backend.describe_db_proxies(given.get("DBProxyName"))[0]
    for name, attribute in (
        ("Auth", "auth"),
        ("DebugLogging", "debug_logging"),
        ("IdleClientTimeout", "idle_client_timeout"),
        ("RequireTLS", "require_tls"),
        ("RoleArn", "role_arn"),
        ("SecurityGroups", "vpc_security_group_ids"),
    ):
        if given.get(name) is not None:
            setattr(proxy, attribute, given[name])
    return ActionResult({"DBProxy": proxy})


def _show_performance_insights() -> None:
    """Stock moto drops the setting; ModifyDBInstance keeps it under the name of its argument."""
    for kind, name in ((DBInstance, "create_db_instance"), (DBCluster, "create_db_cluster")):
        kind.performance_insights_enabled = property(lambda one: bool(getattr(one, _INSIGHTS, False)))
        setattr(RDSBackend, name, _keeping_insights(getattr(RDSBackend, name)))


def _keeping_insights(stock: Any) -> Any:
    def create(self: Any, given: Any) -> Any:
        made = stock(self, given)
        setattr(made, _INSIGHTS, given.get(_INSIGHTS))
        return made

    return create


def _reboot_takes_time() -> None:
    stock = RDSBackend.reboot_db_instance

    def reboot_db_instance(self: Any, db_instance_identifier: str) -> Any:
        instance = stock(self, db_instance_identifier)
        instance.status = "rebooting"

        def restarted() -> None:
            instance.status = "available"
            instance.add_event("DB_INSTANCE_RESTARTED")

        later.after(SECONDS, restarted)
        return instance

    RDSBackend.reboot_db_instance = reboot_db_instance


def _failover_takes_time() -> None:
    """The cluster is failing over for a while, then its roles are changed."""
    stock = RDSBackend.failover_db_cluster

    def failover_db_cluster(self: Any, *args: Any, **kwargs: Any) -> Any:
        before = {cluster.db_cluster_identifier: cluster.writer for cluster in self.clusters.values()}
        cluster = stock(self, *args, **kwargs)
        old, new = before[cluster.db_cluster_identifier], cluster.writer

        def failed_over() -> None:
            old.is_cluster_writer, new.is_cluster_writer = old is new, True
            cluster.status = "available"
            new.add_event("DB_INSTANCE_FAILED_OVER")

        new.is_cluster_writer, old.is_cluster_writer = old is new, True
        cluster.status = "failing-over"
        later.after(SECONDS, failed_over)
        return cluster

    RDSBackend.failover_db_cluster = failover_db_cluster


def _clones_share_a_group() -> None:
    """A copy-on-write clone and its source have the same CloneGroupId."""
    stock = RDSBackend.restore_db_cluster_to_point_in_time

    def restore(self: Any, *args: Any, **kwargs: Any) -> Any:
        clone = stock(self, *args, **kwargs)
        if kwargs.get("restore_type") == "copy-on-write":
            source = self.describe_db_clusters(kwargs["source_db_cluster_identifier"])[0]
            source.clone_group_id = getattr(source, "clone_group_id", None) or str(uuid4())
            clone.clone_group_id = source.clone_group_id
        return clone

    RDSBackend.restore_db_cluster_to_point_in_time = restore


def _automated_snapshots_go_with_their_cluster() -> None:
    stock = RDSBackend.delete_db_cluster

    def delete_db_cluster(self: Any, cluster_identifier: str, *args: Any, **kwargs: Any) -> Any:
        cluster = stock(self, cluster_identifier, *args, **kwargs)
        for name, snapshot in list(self.cluster_snapshots.items()):
            if snapshot.snapshot_type == "automated" and snapshot.cluster.db_cluster_identifier == cluster_identifier:
                del self.cluster_snapshots[name]
        return cluster

    RDSBackend.delete_db_cluster = delete_db_cluster
