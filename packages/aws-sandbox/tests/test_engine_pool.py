"""The whole life of an engine pool: made, changed in place, drifted, failed, deleted with nothing left."""

from collections.abc import Iterator
from typing import Any

import pytest

from .sandbox import ACCOUNT, REGION, Sandbox, Stacks
from .templates import engine_pool


@pytest.fixture(scope="module")
def pool(aws: Sandbox) -> Iterator[str]:
    stacks = Stacks(aws)
    stack = stacks.create(engine_pool(), Tags=[{"Key": "owner", "Value": "team"}])
    assert stacks.status(stack) == "CREATE_COMPLETE", [
        e for e in stacks.events(stack) if "FAILED" in e["ResourceStatus"]
    ]
    yield stack
    stacks.delete(stack)


def everything(aws: Sandbox) -> dict[str, list[str]]:
    """What an account holds of all that an engine pool is made of; what AWS keeps listed after a delete is left out."""
    ec2, iam, elb, scaling = (aws.client(name) for name in ("ec2", "iam", "elbv2", "autoscaling"))
    instances = [i for r in ec2.describe_instances()["Reservations"] for i in r["Instances"]]
    keys = [
        aws.client("kms").describe_key(KeyId=k["KeyId"])["KeyMetadata"] for k in aws.client("kms").list_keys()["Keys"]
    ]
    nats = ec2.describe_nat_gateways()["NatGateways"]
    pages = aws.client("ssm").get_paginator("describe_parameters").paginate()
    parameters = [parameter for page in pages for parameter in page["Parameters"]]
    return {
        "vpcs": [one["VpcId"] for one in ec2.describe_vpcs()["Vpcs"]],
        "subnets": [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]],
        "route tables": [one["RouteTableId"] for one in ec2.describe_route_tables()["RouteTables"]],
        "gateways": [one["InternetGatewayId"] for one in ec2.describe_internet_gateways()["InternetGateways"]],
        "nat gateways": [one["NatGatewayId"] for one in nats if one["State"] != "deleted"],
        "addresses": [one["AllocationId"] for one in ec2.describe_addresses()["Addresses"]],
        "endpoints": [
            e["VpcEndpointId"] for e in ec2.describe_vpc_endpoints()["VpcEndpoints"] if e["State"] != "deleted"
        ],
        "security groups": [one["GroupId"] for one in ec2.describe_security_groups()["SecurityGroups"]],
        "launch templates": [one["LaunchTemplateId"] for one in ec2.describe_launch_templates()["LaunchTemplates"]],
        "instances": [one["InstanceId"] for one in instances if one["State"]["Name"] != "terminated"],
        "groups": [one["AutoScalingGroupName"] for one in scaling.describe_auto_scaling_groups()["AutoScalingGroups"]],
        "balancers": [one["LoadBalancerArn"] for one in elb.describe_load_balancers()["LoadBalancers"]],
        "target groups": [one["TargetGroupArn"] for one in elb.describe_target_groups()["TargetGroups"]],
        "keys": [key["KeyId"] for key in keys if key["KeyState"] != "PendingDeletion"],
        "aliases": [one["AliasName"] for one in aws.client("kms").list_aliases()["Aliases"]],
        "buckets": [one["Name"] for one in aws.client("s3").list_buckets()["Buckets"]],
        "log groups": [one["logGroupName"] for one in aws.client("logs").describe_log_groups()["logGroups"]],
        "metric filters": [one["filterName"] for one in aws.client("logs").describe_metric_filters()["metricFilters"]],
        "roles": [one["RoleName"] for one in iam.list_roles()["Roles"]],
        "profiles": [one["InstanceProfileName"] for one in iam.list_instance_profiles()["InstanceProfiles"]],
        "topics": [one["TopicArn"] for one in aws.client("sns").list_topics()["Topics"]],
        "alarms": [one["AlarmName"] for one in aws.client("cloudwatch").describe_alarms()["MetricAlarms"]],
        "parameters": [one["Name"] for one in parameters],
        "zones": [one["Id"] for one in aws.client("route53").list_hosted_zones()["HostedZones"]],
        "file systems": [one["FileSystemId"] for one in aws.client("efs").describe_file_systems()["FileSystems"]],
    }


def test_every_resource_and_output_is_there(aws: Sandbox, pool: str) -> None:
    stacks = Stacks(aws)
    assert set(stacks.resources(pool)) == set(engine_pool()["Resources"])
    outputs = stacks.outputs(pool)
    assert outputs["Endpoint"].startswith("tcp://") and outputs["Endpoint"].endswith(":8443")
    assert outputs["KeyArn"].startswith(f"arn:aws:kms:{REGION}:{ACCOUNT}:key/")


def test_settings_arrive_at_the_services(aws: Sandbox, pool: str) -> None:
    found = Stacks(aws).resources(pool)
    s3, kms, ec2 = aws.client("s3"), aws.client("kms"), aws.client("ec2")
    assert s3.get_bucket_versioning(Bucket=found["Artifacts"])["Status"] == "Enabled"
    assert s3.get_public_access_block(Bucket=found["Artifacts"])["PublicAccessBlockConfiguration"]["BlockPublicPolicy"]
    rules = s3.get_bucket_encryption(Bucket=found["Artifacts"])["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"].endswith(found["Key"])
    assert kms.get_key_rotation_status(KeyId=found["Key"])["KeyRotationEnabled"] is True
    association = ec2.describe_route_tables(RouteTableIds=[found["PrivateTable1"]])["RouteTables"][0]
    assert association["Associations"][0]["SubnetId"] == found["Private1"]
    assert any(route.get("NatGatewayId") == found["Nat"] for route in association["Routes"])
    data = ec2.describe_launch_template_versions(LaunchTemplateId=found["Template"])["LaunchTemplateVersions"][0]
    assert data["LaunchTemplateData"]["MetadataOptions"]["HttpTokens"] == "required"
    balancer = aws.client("elbv2").describe_load_balancers(LoadBalancerArns=[found["Balancer"]])["LoadBalancers"][0]
    assert (balancer["Type"], balancer["Scheme"]) == ("network", "internal") and ":loadbalancer/net/" in found[
        "Balancer"
    ]
    vpc_tags = {t["Key"]: t["Value"] for t in ec2.describe_vpcs(VpcIds=[found["Vpc"]])["Vpcs"][0]["Tags"]}
    assert vpc_tags["owner"] == "team" and vpc_tags["aws:cloudformation:logical-id"] == "Vpc"


def test_bucket_that_denies_plain_http_still_serves(aws: Sandbox, pool: str) -> None:
    bucket = Stacks(aws).resources(pool)["Artifacts"]
    s3 = aws.client("s3")
    s3.put_object(Bucket=bucket, Key="note", Body=b"text")
    version = s3.get_object(Bucket=bucket, Key="note")["VersionId"]
    s3.delete_object(Bucket=bucket, Key="note", VersionId=version)


def test_unchanged_pool_needs_no_change_and_shows_no_drift(aws: Sandbox, pool: str) -> None:
    stacks = Stacks(aws)
    assert stacks.change_set(pool, engine_pool(), Tags=[{"Key": "owner", "Value": "team"}])["Status"] == "FAILED"
    assert drift(stacks, pool) == {}


def drift(stacks: Stacks, stack: str) -> dict[str, Any]:
    """Property differences by logical id, of the resources that drifted."""
    detection = stacks.cfn.detect_stack_drift(StackName=stack)["StackDriftDetectionId"]
    status = stacks.cfn.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
    assert status["DetectionStatus"] == "DETECTION_COMPLETE"
    found = stacks.cfn.describe_stack_resource_drifts(
        StackName=stack, StackResourceDriftStatusFilters=["MODIFIED", "DELETED"]
    )["StackResourceDrifts"]
    assert status["StackDriftStatus"] == ("DRIFTED" if found else "IN_SYNC")
    assert stacks.stack(stack)["DriftInformation"]["StackDriftStatus"] == status["StackDriftStatus"]
    return {one["LogicalResourceId"]: one["PropertyDifferences"] for one in found}


def test_drift_names_the_property_changed_by_hand(aws: Sandbox, pool: str) -> None:
    stacks, scaling, logs = Stacks(aws), aws.client("autoscaling"), aws.client("logs")
    found = stacks.resources(pool)
    scaling.update_auto_scaling_group(AutoScalingGroupName=found["Group"], MaxSize=9)
    logs.delete_metric_filter(logGroupName=found["Log"], filterName=found["Errors"])
    aws.client("ssm").delete_parameter(Name=found["Endpoint"])
    differences = drift(stacks, pool)
    assert differences["Group"] == [
        {"PropertyPath": "/MaxSize", "ExpectedValue": "6", "ActualValue": "9", "DifferenceType": "NOT_EQUAL"}
    ]
    assert "Endpoint" in differences
    unread = aws.control("GET", "status")["unreadDriftTypes"]
    assert "AWS::Logs::MetricFilter" in unread and "AWS::AutoScaling::AutoScalingGroup" not in unread
    scaling.update_auto_scaling_group(AutoScalingGroupName=found["Group"], MaxSize=6)
    aws.client("ssm").put_parameter(Name=found["Endpoint"], Value="again", Type="String")


def test_capacity_and_alarm_change_in_place(aws: Sandbox, pool: str) -> None:
    stacks = Stacks(aws)
    before = stacks.resources(pool)
    change_set = stacks.change_set(pool, engine_pool(capacity=3, cpu_alarm=70))
    changed = {
        c["ResourceChange"]["LogicalResourceId"]: c["ResourceChange"]["Replacement"] for c in change_set["Changes"]
    }
    assert changed == {"Group": "False", "CpuAlarm": "False"}
    assert stacks.execute(change_set) == "UPDATE_COMPLETE"
    assert stacks.resources(pool) == before
    group = aws.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[before["Group"]])
    assert len(group["AutoScalingGroups"][0]["Instances"]) == 3


def test_deleting_leaves_nothing(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    before = everything(aws)
    stack = stacks.create(engine_pool())
    made = everything(aws)
    assert all(len(made[kind]) > len(before[kind]) for kind in before), {k for k in before if made[k] == before[k]}
    assert stacks.delete(stack) == "DELETE_COMPLETE"
    assert everything(aws) == before


def test_failed_create_leaves_nothing(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    before = everything(aws)
    aws.control("POST", "faults", {"resource": "HealthyAlarm"})
    assert stacks.status(stacks.create(engine_pool())) == "ROLLBACK_COMPLETE"
    assert everything(aws) == before
