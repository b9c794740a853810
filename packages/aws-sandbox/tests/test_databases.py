"""Databases and caches of the chassis: protected, restored, cloned, failed over; proxies and nodes as told."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .catalogue import of
from .chassis import chassis
from .sandbox import Sandbox, Stacks, until
from .templates import ref
from .test_catalogue import failures

PASSWORD = "first-password"


def aurora(**properties: Any) -> dict[str, Any]:
    """A cluster with one instance and nothing else."""
    instance = of(
        "RDS::DBInstance",
        Engine="aurora-postgresql",
        DBInstanceClass="db.serverless",
        DBClusterIdentifier=ref("Cluster"),
    )
    cluster = of("RDS::DBCluster", Engine="aurora-postgresql", EngineVersion="15.12", **properties)
    return {"Resources": {"Cluster": {**cluster, "DeletionPolicy": "Delete"}, "Instance": instance}}


def fresh(**properties: Any) -> dict[str, Any]:
    return aurora(MasterUsername="app", MasterUserPassword=PASSWORD, DatabaseName="chassis", **properties)


@pytest.fixture(scope="module")
def platform(aws: Sandbox) -> Iterator[dict[str, str]]:
    """Physical ids of a chassis with two tasks and two nodes of everything."""
    stacks = Stacks(aws)
    stack = stacks.create(chassis(tasks=2, nodes=2), stacks.name("chassis"))
    assert stacks.status(stack) == "CREATE_COMPLETE", failures(stacks, stack)
    yield stacks.resources(stack)
    stacks.delete(stack)


def cluster_of(aws: Sandbox, name: str) -> dict[str, Any]:
    return aws.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]


def test_protected_cluster_is_not_deleted(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    template = fresh(DeletionProtection=True)
    template["Resources"]["Secret"] = of("SecretsManager::Secret", SecretString=PASSWORD)
    password = {"Fn::Sub": "{{resolve:secretsmanager:${Secret}}}"}
    template["Resources"]["Cluster"]["Properties"]["MasterUserPassword"] = password
    stack = stacks.create(template)
    cluster = stacks.resources(stack)["Cluster"]
    assert stacks.delete(stack) == "DELETE_FAILED"
    reason = next(one for one in failures(stacks, stack) if one.startswith("Cluster"))
    assert "Cannot delete protected Cluster, please disable deletion protection and try again." in reason
    assert cluster_of(aws, cluster)["DeletionProtection"] is True
    assert stacks.statuses(stack, "Secret")[-1] == "CREATE_COMPLETE", "what it depends on stays"
    assert stacks.delete(stack) == "DELETE_FAILED", "a second try finds it protected, too"
    aws.client("rds").modify_db_cluster(DBClusterIdentifier=cluster, DeletionProtection=False)
    assert stacks.delete(stack) == "DELETE_COMPLETE"


def test_protection_is_lifted_by_an_update_that_leaves_it_out(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(fresh(DeletionProtection=True))
    assert stacks.update(stack, fresh()) == "UPDATE_COMPLETE"
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)


def test_cluster_without_a_policy_leaves_a_snapshot(aws: Sandbox) -> None:
    stacks, rds = Stacks(aws), aws.client("rds")
    template = fresh()
    del template["Resources"]["Cluster"]["DeletionPolicy"]
    stack = stacks.create(template, name="keeps-a-snapshot")
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)
    taken = rds.describe_db_cluster_snapshots(SnapshotType="manual")["DBClusterSnapshots"]
    (snapshot,) = [one["DBClusterSnapshotIdentifier"] for one in taken if "keeps-a" in str(one)]
    assert snapshot.startswith("keeps-a-snapshot-snapshot-cluster-")
    rds.delete_db_cluster_snapshot(DBClusterSnapshotIdentifier=snapshot)


def test_cluster_is_restored_from_a_snapshot_with_settings_of_its_own(aws: Sandbox) -> None:
    stacks, rds = Stacks(aws), aws.client("rds")
    source = stacks.create(fresh(DeletionProtection=True, Tags=[{"Key": "of", "Value": "source"}]))
    rds.create_db_cluster_snapshot(
        DBClusterSnapshotIdentifier="pseudonymized", DBClusterIdentifier=stacks.resources(source)["Cluster"]
    )
    template = aurora(
        SnapshotIdentifier="pseudonymized", MasterUserPassword="rotated-password", BackupRetentionPeriod=3
    )
    stack = stacks.create(template)
    assert stacks.status(stack) == "CREATE_COMPLETE", failures(stacks, stack)
    restored = cluster_of(aws, stacks.resources(stack)["Cluster"])
    assert (restored["MasterUsername"], restored["DatabaseName"]) == ("app", "chassis")
    assert (restored["DeletionProtection"], restored["BackupRetentionPeriod"]) == (False, 3)
    assert len(restored["DBClusterMembers"]) == 1
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)
    rds.modify_db_cluster(DBClusterIdentifier=stacks.resources(source)["Cluster"], DeletionProtection=False)
    stacks.delete(source)
    missing = stacks.create(aurora(SnapshotIdentifier="nowhere"))
    assert stacks.status(missing) == "ROLLBACK_COMPLETE"
    assert "DBClusterSnapshot nowhere not found" in "".join(failures(stacks, missing))


def test_clone_is_copy_on_write_and_independent_of_its_source(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    source = stacks.create(fresh(DeletionProtection=True))
    original = stacks.resources(source)["Cluster"]
    stack = stacks.create(
        aurora(SourceDBClusterIdentifier=original, RestoreType="copy-on-write", UseLatestRestorableTime=True)
    )
    assert stacks.status(stack) == "CREATE_COMPLETE", failures(stacks, stack)
    clone = cluster_of(aws, stacks.resources(stack)["Cluster"])
    assert clone["CloneGroupId"] == cluster_of(aws, original)["CloneGroupId"]
    assert clone["DbClusterResourceId"] != cluster_of(aws, original)["DbClusterResourceId"]
    assert (clone["MasterUsername"], clone["DeletionProtection"]) == ("app", False)
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)
    assert cluster_of(aws, original)["DeletionProtection"] is True
    stacks.update(source, fresh())
    assert stacks.delete(source) == "DELETE_COMPLETE"


def test_cluster_tells_what_the_template_says(aws: Sandbox, platform: dict[str, str]) -> None:
    cluster = cluster_of(aws, platform["Database"])
    assert cluster["ServerlessV2ScalingConfiguration"]["MaxCapacity"] == 4
    assert (cluster["EngineVersion"], cluster["DatabaseName"], cluster["Status"]) == ("15.12", "chassis", "available")
    assert cluster["IAMDatabaseAuthenticationEnabled"] is True
    in_cluster = [{"Name": "db-cluster-id", "Values": [platform["Database"]]}]
    instances = aws.client("rds").describe_db_instances(Filters=in_cluster)["DBInstances"]
    assert {one["DBInstanceIdentifier"]: one["PromotionTier"] for one in instances} == {
        platform["Writer"]: 0,
        platform["Reader"]: 1,
    }
    assert all(one["PerformanceInsightsEnabled"] and one["DBInstanceStatus"] == "available" for one in instances)


def test_failover_changes_the_writer(aws: Sandbox, platform: dict[str, str]) -> None:
    rds = aws.client("rds")

    def writers() -> list[str]:
        members = cluster_of(aws, platform["Database"])["DBClusterMembers"]
        return [one["DBInstanceIdentifier"] for one in members if one["IsClusterWriter"]]

    assert writers() == [platform["Writer"]]
    answer = rds.failover_db_cluster(
        DBClusterIdentifier=platform["Database"], TargetDBInstanceIdentifier=platform["Reader"]
    )
    assert answer["DBCluster"]["Status"] == "failing-over"
    until(lambda: cluster_of(aws, platform["Database"])["Status"], lambda status: status == "available")
    assert writers() == [platform["Reader"]]


def test_reboot_takes_a_while_and_is_an_event(aws: Sandbox, platform: dict[str, str]) -> None:
    rds, name = aws.client("rds"), platform["Writer"]

    def status() -> str:
        return rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]["DBInstanceStatus"]

    assert rds.reboot_db_instance(DBInstanceIdentifier=name)["DBInstance"]["DBInstanceStatus"] == "rebooting"
    until(status, lambda now: now == "available")
    events = rds.describe_events(SourceIdentifier=name, SourceType="db-instance")["Events"]
    assert "DB instance restarted" in [event["Message"] for event in events]


def test_proxy_reaches_every_instance_of_the_cluster(aws: Sandbox, platform: dict[str, str]) -> None:
    rds, proxy = aws.client("rds"), platform["Proxy"]

    def instances() -> dict[str, dict[str, Any]]:
        found = rds.describe_db_proxy_targets(DBProxyName=proxy)["Targets"]
        assert [one["RdsResourceId"] for one in found if one["Type"] == "TRACKED_CLUSTER"] == [platform["Database"]]
        return {one["RdsResourceId"]: one for one in found if one["Type"] == "RDS_INSTANCE"}

    assert {name: one["TargetHealth"]["State"] for name, one in instances().items()} == {
        platform["Writer"]: "AVAILABLE",
        platform["Reader"]: "AVAILABLE",
    }
    assert sorted(one["Role"] for one in instances().values()) == ["READ_ONLY", "READ_WRITE"]
    (group,) = rds.describe_db_proxy_target_groups(DBProxyName=proxy)["TargetGroups"]
    assert group["ConnectionPoolConfig"]["ConnectionBorrowTimeout"] == 120
    assert rds.describe_db_proxies(DBProxyName=proxy)["DBProxies"][0]["RequireTLS"] is True
    harm = {"id": platform["Reader"], "state": "unavailable", "reason": "AUTH_FAILURE", "description": "no password"}
    aws.control("POST", "targets", harm)
    assert instances()[platform["Reader"]]["TargetHealth"] == {
        "State": "UNAVAILABLE",
        "Reason": "AUTH_FAILURE",
        "Description": "no password",
    }
    aws.control("DELETE", "targets")


def test_cache_has_its_nodes_in_both_zones_and_fails_over(aws: Sandbox, platform: dict[str, str]) -> None:
    cache, name = aws.client("elasticache"), platform["Cache"]

    def group() -> dict[str, Any]:
        return cache.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]

    def roles() -> dict[str, str]:
        return {one["CacheClusterId"]: one["CurrentRole"] for one in group()["NodeGroups"][0]["NodeGroupMembers"]}

    members = group()["NodeGroups"][0]["NodeGroupMembers"]
    assert {one["PreferredAvailabilityZone"] for one in members} == {"us-east-1a", "us-east-1b"}
    assert (group()["AutomaticFailover"], group()["MultiAZ"]) == ("enabled", "enabled")
    assert roles() == {f"{name}-001": "primary", f"{name}-002": "replica"}
    (node,) = cache.describe_cache_clusters(CacheClusterId=f"{name}-002", ShowCacheNodeInfo=True)["CacheClusters"]
    assert (node["ReplicationGroupId"], node["CacheClusterStatus"], node["EngineVersion"]) == (name, "available", "7.1")
    answer = cache.test_failover(ReplicationGroupId=name, NodeGroupId="0001")
    assert answer["ReplicationGroup"]["Status"] == "modifying"
    until(group, lambda found: found["Status"] == "available")
    assert roles() == {f"{name}-001": "replica", f"{name}-002": "primary"}


def test_cache_with_failover_keeps_a_replica(aws: Sandbox, platform: dict[str, str]) -> None:
    cache = aws.client("elasticache")
    with pytest.raises(ClientError, match="Cannot remove the last replica"):
        cache.decrease_replica_count(ReplicationGroupId=platform["Cache"], NewReplicaCount=0, ApplyImmediately=True)
    with pytest.raises(ClientError, match="CacheSubnetGroupInUse"):
        cache.delete_cache_subnet_group(CacheSubnetGroupName=platform["CacheSubnets"])
