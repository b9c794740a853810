"""The chassis stack, deployed, changed, compared and deleted; and what its resources say to their own APIs."""

from typing import Any

import pytest

from .chassis import chassis
from .sandbox import Sandbox, Stacks
from .test_catalogue import failures


@pytest.mark.parametrize("region", ["us-east-1", "ap-northeast-2"])
def test_chassis_grows_shrinks_and_leaves_nothing(aws: Sandbox, region: str) -> None:
    stacks = Stacks(aws, region=region)
    before = inventory(aws, region)
    stack = stacks.create(chassis(), stacks.name("chassis"))
    assert stacks.status(stack) == "CREATE_COMPLETE", failures(stacks, stack)
    assert stacks.change_set(stack, chassis())["Status"] == "FAILED", "something changes although nothing changed"
    assert drifted(stacks, stack) == []
    assert stacks.update(stack, chassis(tasks=2, nodes=2)) == "UPDATE_COMPLETE", failures(stacks, stack)
    assert drifted(stacks, stack) == []
    assert stacks.update(stack, chassis()) == "UPDATE_COMPLETE", failures(stacks, stack)
    assert drifted(stacks, stack) == []
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)
    assert inventory(aws, region) == before


def drifted(stacks: Stacks, stack: str) -> list[dict[str, Any]]:
    drifts = stacks.cfn.describe_stack_resource_drifts(StackName=stack)["StackResourceDrifts"]
    return [
        {"id": one["LogicalResourceId"], "differences": one["PropertyDifferences"] or one["StackResourceDriftStatus"]}
        for one in drifts
        if one["StackResourceDriftStatus"] != "IN_SYNC"
    ]


_LISTS = (
    ("ec2", "describe_vpcs", "Vpcs", "VpcId"),
    ("ec2", "describe_subnets", "Subnets", "SubnetId"),
    ("ec2", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    ("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    ("ec2", "describe_addresses", "Addresses", "AllocationId"),
    ("ec2", "describe_volumes", "Volumes", "VolumeId"),
    ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerArn"),
    ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupArn"),
    ("rds", "describe_db_clusters", "DBClusters", "DBClusterIdentifier"),
    ("rds", "describe_db_instances", "DBInstances", "DBInstanceIdentifier"),
    ("rds", "describe_db_proxies", "DBProxies", "DBProxyName"),
    ("rds", "describe_db_subnet_groups", "DBSubnetGroups", "DBSubnetGroupName"),
    ("elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"),
    ("elasticache", "describe_cache_clusters", "CacheClusters", "CacheClusterId"),
    ("elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups", "CacheSubnetGroupName"),
    ("secretsmanager", "list_secrets", "SecretList", "ARN"),
    ("ecr", "describe_repositories", "repositories", "repositoryName"),
    ("sns", "list_topics", "Topics", "TopicArn"),
    ("lambda", "list_functions", "Functions", "FunctionName"),
    ("events", "list_rules", "Rules", "Name"),
    ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    ("ecs", "list_clusters", "clusterArns", None),
    ("rds", "describe_db_cluster_snapshots", "DBClusterSnapshots", "DBClusterSnapshotIdentifier"),
    ("iam", "list_roles", "Roles", "RoleName"),
    ("ssm", "describe_parameters", "Parameters", "Name"),
    ("acm", "list_certificates", "CertificateSummaryList", "CertificateArn"),
)


def inventory(aws: Sandbox, region: str) -> dict[str, set[str]]:
    """Identifiers of everything there is, by kind."""
    found = {}
    for service, operation, items, identifier in _LISTS:
        answer = getattr(aws.client(service, region=region), operation)()
        found[items] = {one[identifier] if identifier else one for one in answer[items]}
    acls = aws.client("wafv2", region=region).list_web_acls(Scope="REGIONAL")["WebACLs"]
    return {**found, "WebACLs": {one["ARN"] for one in acls}}


@pytest.mark.parametrize("region", ["us-east-1", "ap-northeast-2"])
def test_accounts_have_issued_certificates(aws: Sandbox, region: str) -> None:
    acm = aws.client("acm", region=region)
    found = acm.list_certificates(CertificateStatuses=["ISSUED"])["CertificateSummaryList"]
    arns = {one["DomainName"]: one["CertificateArn"] for one in found}
    for domain in ("chassis.example.com", "*.example.com"):
        described = acm.describe_certificate(CertificateArn=arns[domain])["Certificate"]
        assert (described["Status"], described["DomainName"]) == ("ISSUED", domain)


def test_accounts_have_hardened_images(aws: Sandbox) -> None:
    ssm, ec2 = aws.client("ssm"), aws.client("ec2")
    for baseline in ("ubi9-fips", "rhel8-fips", "ubuntu-20-fips"):
        identifier = ssm.get_parameter(Name=f"/enginehouse/ami/{baseline}")["Parameter"]["Value"]
        (image,) = ec2.describe_images(ImageIds=[identifier])["Images"]
        assert image["Name"] == f"enginehouse-{baseline}" and image["State"] == "available"
        assert {"Key": "fips", "Value": "true"} in image["Tags"]


def test_accounts_have_a_private_authority_and_client_certificates(aws: Sandbox) -> None:
    pca, acm = aws.client("acm-pca"), aws.client("acm")
    (authority,) = pca.list_certificate_authorities()["CertificateAuthorities"]
    described = pca.describe_certificate_authority(CertificateAuthorityArn=authority["Arn"])["CertificateAuthority"]
    assert (described["Status"], described["Type"]) == ("ACTIVE", "ROOT")
    root = pca.get_certificate_authority_certificate(CertificateAuthorityArn=authority["Arn"])
    assert root["Certificate"].startswith("-----BEGIN CERTIFICATE-----")
    found = acm.list_certificates(CertificateStatuses=["ISSUED"])["CertificateSummaryList"]
    (client,) = [one["CertificateArn"] for one in found if one["DomainName"] == "ci.clients.example.com"]
    certificate = acm.describe_certificate(CertificateArn=client)["Certificate"]
    assert (certificate["Type"], certificate["CertificateAuthorityArn"]) == ("PRIVATE", authority["Arn"])
    assert certificate["NotAfter"] > certificate["NotBefore"]


def test_changed_tags_of_the_stack_reach_what_takes_tags(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(chassis(), Tags=[{"Key": "team", "Value": "one"}, {"Key": "gone", "Value": "x"}])
    assert stacks.update(stack, chassis(), Tags=[{"Key": "team", "Value": "two"}]) == "UPDATE_COMPLETE", failures(
        stacks, stack
    )
    ids, wanted = stacks.resources(stack), {"team": "two"}

    def of(service: str, operation: str, answer: str, **asked: Any) -> dict[str, str]:
        found = getattr(aws.client(service), operation)(**asked)[answer]
        pairs = found.items() if isinstance(found, dict) else [tuple(tag.values()) for tag in found]
        return {key: value for key, value in pairs if not key.startswith("aws:")}

    secret = aws.client("secretsmanager").describe_secret(SecretId=ids["AppSecret"])
    assert {tag["Key"]: tag["Value"] for tag in secret["Tags"]} == wanted
    place = "us-east-1:123456789012"
    assert (
        of("rds", "list_tags_for_resource", "TagList", ResourceName=f"arn:aws:rds:{place}:cluster:{ids['Database']}")
        == wanted
    )
    cache = f"arn:aws:elasticache:{place}:replicationgroup:{ids['Cache']}"
    assert of("elasticache", "list_tags_for_resource", "TagList", ResourceName=cache) == wanted
    assert of("ecs", "list_tags_for_resource", "tags", resourceArn=ids["ServiceService"]) == wanted
    images = f"arn:aws:ecr:{place}:repository/{ids['ServiceImages']}"
    assert of("ecr", "list_tags_for_resource", "tags", resourceArn=images) == wanted
    function = f"arn:aws:lambda:{place}:function:{ids['Forwarder']}"
    assert of("lambda", "list_tags", "Tags", Resource=function) == wanted
    group = f"arn:aws:logs:{place}:log-group:{ids['ServiceLog']}"
    assert of("logs", "list_tags_for_resource", "tags", resourceArn=group) == wanted
    stacks.delete(stack)
