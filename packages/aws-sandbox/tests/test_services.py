"""Behaviour beside CloudFormation: target health, Auto Scaling, logs, KMS, ECS, CloudTrail."""

import hashlib
import time
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from .sandbox import Sandbox, Stacks, until
from .templates import engine_pool


@pytest.fixture(scope="module")
def pool(aws: Sandbox) -> Iterator[dict[str, str]]:
    """Physical ids of an engine pool with two instances."""
    stacks = Stacks(aws)
    stack = stacks.create(engine_pool())
    yield stacks.resources(stack)
    stacks.delete(stack)


def targets(aws: Sandbox, pool: dict[str, str]) -> dict[str, dict[str, str]]:
    found = aws.client("elbv2").describe_target_health(TargetGroupArn=pool["Targets"])["TargetHealthDescriptions"]
    return {one["Target"]["Id"]: one["TargetHealth"] for one in found}


def states(aws: Sandbox, pool: dict[str, str]) -> list[str]:
    return sorted(health["State"] for health in targets(aws, pool).values())


def instances(aws: Sandbox, pool: dict[str, str]) -> set[str]:
    group = aws.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[pool["Group"]])
    return {instance["InstanceId"] for instance in group["AutoScalingGroups"][0]["Instances"]}


def test_health_of_targets_becomes_a_metric_and_an_alarm(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(engine_pool())
    pool, cloudwatch = stacks.resources(stack), aws.client("cloudwatch")
    until(lambda: states(aws, pool), lambda seen: seen == ["healthy", "healthy"])

    def alarm() -> str:
        return cloudwatch.describe_alarms(AlarmNames=[pool["HealthyAlarm"]])["MetricAlarms"][0]["StateValue"]

    metric = {"Namespace": "AWS/NetworkELB", "MetricName": "HealthyHostCount"}
    listed = cloudwatch.list_metrics(**metric)["Metrics"]
    dimensions = next(m["Dimensions"] for m in listed if pool["Targets"].endswith(m["Dimensions"][0]["Value"]))
    assert dimensions[1]["Value"].startswith("net/")
    for instance in targets(aws, pool):
        aws.control("POST", "targets", {"id": instance, "state": "unhealthy", "group": pool["Targets"]})
    assert {health["Reason"] for health in targets(aws, pool).values()} == {"Target.FailedHealthChecks"}
    until(alarm, lambda now: now == "ALARM")
    aws.control("DELETE", "targets")
    stacks.delete(stack)


def test_capacity_follows_within_its_bounds_and_is_told(aws: Sandbox, pool: dict[str, str]) -> None:
    scaling = aws.client("autoscaling")
    before = instances(aws, pool)
    scaling.set_desired_capacity(AutoScalingGroupName=pool["Group"], DesiredCapacity=3)
    (new,) = instances(aws, pool) - before
    assert targets(aws, pool)[new] == {
        "State": "initial",
        "Reason": "Elb.InitialHealthChecking",
        "Description": "Initial health checks in progress",
    }
    newest = scaling.describe_scaling_activities(AutoScalingGroupName=pool["Group"])["Activities"][0]
    assert newest["Description"] == f"Launching a new EC2 instance: {new}" and "from 2 to 3" in newest["Cause"]
    with pytest.raises(ClientError, match="New SetDesiredCapacity value 7 is above max value 6"):
        scaling.set_desired_capacity(AutoScalingGroupName=pool["Group"], DesiredCapacity=7)
    scaling.set_desired_capacity(AutoScalingGroupName=pool["Group"], DesiredCapacity=2)
    assert len(instances(aws, pool)) == len(targets(aws, pool)) == 2


@pytest.mark.parametrize("harm", ["stopped", "unhealthy"])
def test_bad_instance_is_replaced(aws: Sandbox, pool: dict[str, str], harm: str) -> None:
    victim = sorted(instances(aws, pool))[0]
    if harm == "stopped":
        aws.client("ec2").stop_instances(InstanceIds=[victim])
        assert targets(aws, pool)[victim]["State"] == "unused"
    else:
        until(lambda: targets(aws, pool)[victim]["State"], lambda state: state == "healthy")
        aws.control("POST", "targets", {"id": victim, "state": "unhealthy"})
    until(lambda: instances(aws, pool), lambda now: victim not in now and len(now) == 2)
    until(lambda: states(aws, pool), lambda seen: seen == ["healthy", "healthy"])


def test_instance_refresh_replaces_all(aws: Sandbox, pool: dict[str, str]) -> None:
    scaling, before = aws.client("autoscaling"), instances(aws, pool)
    scaling.start_instance_refresh(AutoScalingGroupName=pool["Group"])
    with pytest.raises(ClientError, match="InstanceRefreshInProgress"):
        scaling.start_instance_refresh(AutoScalingGroupName=pool["Group"])
    done = until(
        lambda: scaling.describe_instance_refreshes(AutoScalingGroupName=pool["Group"])["InstanceRefreshes"][0],
        lambda refresh: refresh["Status"] == "Successful",
    )
    assert done["PercentageComplete"] == 100
    assert not instances(aws, pool) & before


def test_log_events_are_filtered_ordered_and_paged(aws: Sandbox) -> None:
    logs, group, now = aws.client("logs"), Stacks.name("/log"), int(time.time() * 1000)
    logs.create_log_group(logGroupName=group)
    for stream, offset in (("one", 0), ("two", 1)):
        logs.create_log_stream(logGroupName=group, logStreamName=stream)
        lines = [
            {"timestamp": now + 2 * i + offset, "message": f"{stream} {'ERROR' if i % 3 == 0 else 'fine'} {i}"}
            for i in range(9)
        ]
        logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=lines)

    def found(**given: Any) -> list[str]:
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group, **given)
        return [event["message"] for page in pages for event in page["events"]]

    assert found(limit=5) == found() and len(found()) == 18
    assert found(filterPattern="ERROR") == [f"{s} ERROR {i}" for i in (0, 3, 6) for s in ("one", "two")]
    assert found(filterPattern="ERROR", logStreamNames=["two"], limit=1) == [
        "two ERROR 0",
        "two ERROR 3",
        "two ERROR 6",
    ]
    assert found(startTime=now + 2, endTime=now + 4) == ["one fine 1", "two fine 1", "one fine 2"]
    first = logs.filter_log_events(logGroupName=group, limit=10)
    early = [{"timestamp": now - 5, "message": "late arrival of an early line"}]
    logs.put_log_events(logGroupName=group, logStreamName="one", logEvents=early)
    rest = logs.filter_log_events(logGroupName=group, nextToken=first["nextToken"])
    ids = [event["eventId"] for event in first["events"] + rest["events"]]
    assert len(ids) == len(set(ids)) == 18
    assert found(filterPattern="[stream = two, level = ERROR, number > 0]") == ["two ERROR 3", "two ERROR 6"]
    with pytest.raises(logs.exceptions.InvalidParameterException, match="Invalid filter pattern"):
        found(filterPattern="{ $.level ~ 1 }")


def test_signature_of_a_digest_verifies_offline(aws: Sandbox) -> None:
    kms = aws.client("kms")
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    given = {"KeyId": key, "Message": hashlib.sha256(b"text").digest(), "MessageType": "DIGEST"}
    signature = kms.sign(**given, SigningAlgorithm="ECDSA_SHA_256")["Signature"]
    public = load_der_public_key(kms.get_public_key(KeyId=key)["PublicKey"])
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signature, b"text", ec.ECDSA(hashes.SHA256()))
    assert kms.verify(**given, SigningAlgorithm="ECDSA_SHA_256", Signature=signature)["SignatureValid"] is True


def test_ecs_service_runs_its_tasks_and_deploys_anew(aws: Sandbox) -> None:
    ecs, ec2, name = aws.client("ecs"), aws.client("ec2"), Stacks.name("svc")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    ecs.create_cluster(clusterName=name)
    ecs.register_task_definition(
        family=name,
        networkMode="awsvpc",
        containerDefinitions=[{"name": "app", "image": "app"}],
        cpu="256",
        memory="512",
    )
    network = {"awsvpcConfiguration": {"subnets": [subnet]}}
    ecs.create_service(
        cluster=name,
        serviceName=name,
        taskDefinition=name,
        desiredCount=2,
        networkConfiguration=network,
        launchType="FARGATE",
    )

    def service() -> dict[str, Any]:
        return ecs.describe_services(cluster=name, services=[name])["services"][0]

    def settled(found: dict[str, Any]) -> bool:
        deployments = found["deployments"]
        return found["runningCount"] == 2 and len(deployments) == 1 and deployments[0]["rolloutState"] == "COMPLETED"

    first = until(service, settled)["deployments"][0]["id"]
    before = set(ecs.list_tasks(cluster=name, serviceName=name)["taskArns"])
    ecs.update_service(cluster=name, service=name, forceNewDeployment=True)
    until(service, lambda found: settled(found) and found["deployments"][0]["id"] != first)
    assert not before & set(ecs.list_tasks(cluster=name, serviceName=name)["taskArns"])


def test_cloudtrail_knows_write_calls(aws: Sandbox) -> None:
    aws.client("sns").create_topic(Name=Stacks.name("traced"))
    attribute = {"AttributeKey": "EventName", "AttributeValue": "CreateTopic"}
    events = aws.client("cloudtrail").lookup_events(LookupAttributes=[attribute])["Events"]
    assert events and {event["EventSource"] for event in events} == {"sns.amazonaws.com"}
