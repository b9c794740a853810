"""From a pushed image to an alarm: scans, events of AWS services; and the bastion's agent, the firewall's samples."""

import json
import urllib.error
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from .sandbox import Sandbox, Stacks, until

CRITICAL = {
    "name": "CVE-1",
    "severity": "CRITICAL",
    "packageName": "log4j",
    "packageVersion": "2.14",
    "uri": "https://x",
}


def repository(aws: Sandbox, scan: bool = True) -> str:
    name = Stacks.name("chassis/service")
    aws.client("ecr").create_repository(repositoryName=name, imageScanningConfiguration={"scanOnPush": scan})
    return name


def push(aws: Sandbox, name: str, tag: str) -> str:
    """Push an image whose content is its tag; its digest."""
    layer = {"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": 1, "digest": f"sha256:{tag}"}
    media = "application/vnd.docker.distribution.manifest.v2+json"
    manifest = {"schemaVersion": 2, "mediaType": media, "layers": [layer], "config": {"size": 7}}
    image = aws.client("ecr").put_image(repositoryName=name, imageManifest=json.dumps(manifest), imageTag=tag)
    return image["image"]["imageId"]["imageDigest"]


def scanned(aws: Sandbox, name: str, tag: str) -> dict[str, Any]:
    ecr = aws.client("ecr")
    return until(
        lambda: ecr.describe_image_scan_findings(repositoryName=name, imageId={"imageTag": tag}),
        lambda found: found["imageScanStatus"]["status"] == "COMPLETE",
    )


def test_stack_makes_the_tags_of_a_repository_immutable_and_mutable_again(aws: Sandbox) -> None:
    stacks, ecr = Stacks(aws), aws.client("ecr")
    images: dict[str, Any] = {"Type": "AWS::ECR::Repository", "Properties": {}}
    stack = stacks.create({"Resources": {"Images": images}})
    name = stacks.resources(stack)["Images"]

    def mutability() -> str:
        return ecr.describe_repositories(repositoryNames=[name])["repositories"][0]["imageTagMutability"]

    assert mutability() == "MUTABLE"
    for value in ("IMMUTABLE", "MUTABLE"):
        images["Properties"] = {"ImageTagMutability": value}
        assert stacks.update(stack, {"Resources": {"Images": images}}) == "UPDATE_COMPLETE"
        assert mutability() == value


def test_pushed_image_is_scanned_and_the_event_reaches_its_rule(aws: Sandbox) -> None:
    ecr, events, sns, sqs = (aws.client(name) for name in ("ecr", "events", "sns", "sqs"))
    name = repository(aws)
    topic = sns.create_topic(Name=Stacks.name("people"))["TopicArn"]
    queue = sqs.create_queue(QueueName=Stacks.name("people"))["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    pattern = {"source": ["aws.ecr"], "detail-type": ["ECR Image Scan"], "detail": {"repository-name": [name]}}
    rule = Stacks.name("scanned")
    function = "arn:aws:lambda:us-east-1:123456789012:function:forward"
    events.put_rule(Name=rule, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=rule, Targets=[{"Id": "topic", "Arn": topic}, {"Id": "function", "Arn": function}])
    aws.control("POST", "ecr/findings", {"repository": name, "findings": [CRITICAL]})
    digest = push(aws, name, "v1")
    found = scanned(aws, name, "v1")["imageScanFindings"]
    assert found["findingSeverityCounts"] == {"CRITICAL": 1}
    attributes = {one["key"]: one["value"] for one in found["findings"][0]["attributes"]}
    assert attributes == {"package_name": "log4j", "package_version": "2.14"}
    (image,) = ecr.describe_images(repositoryName=name)["imageDetails"]
    assert image["imageScanFindingsSummary"]["findingSeverityCounts"] == {"CRITICAL": 1} and image["imagePushedAt"]
    (message,) = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=5)["Messages"]
    event = json.loads(message["Body"])
    assert event["detail"]["finding-severity-counts"] == {"CRITICAL": 1}
    assert (event["detail"]["image-digest"], event["detail"]["image-tags"]) == (digest, ["v1"])
    sent = next(one for one in aws.control("GET", "events") if one["detail"]["repository-name"] == name)
    told = {one["arn"]: (one["delivered"], one.get("reason")) for one in sent["targets"]}
    assert told == {topic: (True, None), function: (False, "the local AWS does not run targets of lambda")}
    aws.control("DELETE", "ecr/findings")


def test_scan_is_in_progress_first_and_may_be_asked_for(aws: Sandbox) -> None:
    ecr, name = aws.client("ecr"), repository(aws, scan=False)
    push(aws, name, "v1")
    with pytest.raises(ecr.exceptions.ScanNotFoundException):
        ecr.describe_image_scan_findings(repositoryName=name, imageId={"imageTag": "v1"})
    started = ecr.start_image_scan(repositoryName=name, imageId={"imageTag": "v1"})
    assert started["imageScanStatus"]["status"] == "IN_PROGRESS"
    assert scanned(aws, name, "v1")["imageScanFindings"]["findingSeverityCounts"] == {"MEDIUM": 1, "LOW": 1}


def test_finding_of_no_known_severity_is_refused(aws: Sandbox) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        aws.control("POST", "ecr/findings", {"repository": "a", "findings": [{**CRITICAL, "severity": "AWFUL"}]})
    assert json.load(refused.value)["path"] == "findings[0].severity"


def test_instance_with_a_profile_is_reached_by_session_manager(aws: Sandbox) -> None:
    ec2, ssm, iam = aws.client("ec2"), aws.client("ssm"), aws.client("iam")
    name = Stacks.name("bastion")
    iam.create_instance_profile(InstanceProfileName=name)
    place = {"ImageId": "ami-12c6146b", "InstanceType": "t4g.nano", "MinCount": 1, "MaxCount": 1}
    (bastion,) = ec2.run_instances(**place, IamInstanceProfile={"Name": name})["Instances"]
    (other,) = ec2.run_instances(**place)["Instances"]

    def pings() -> dict[str, str]:
        asked = [{"Key": "InstanceIds", "Values": [bastion["InstanceId"], other["InstanceId"]]}]
        found = ssm.describe_instance_information(Filters=asked)["InstanceInformationList"]
        return {one["InstanceId"]: one["PingStatus"] for one in found}

    assert pings() == {bastion["InstanceId"]: "Online"}
    ec2.stop_instances(InstanceIds=[bastion["InstanceId"]])
    assert pings() == {bastion["InstanceId"]: "ConnectionLost"}
    ec2.terminate_instances(InstanceIds=[bastion["InstanceId"], other["InstanceId"]])
    assert pings() == {}


def test_firewall_that_saw_nothing_has_no_samples(aws: Sandbox) -> None:
    waf = aws.client("wafv2")
    visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "acl"}
    acl = waf.create_web_acl(
        Name=Stacks.name("acl"), Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=visible
    )["Summary"]["ARN"]
    now = datetime.now(UTC)
    answer = waf.get_sampled_requests(
        WebAclArn=acl,
        RuleMetricName="acl",
        Scope="REGIONAL",
        TimeWindow={"StartTime": now - timedelta(hours=1), "EndTime": now},
        MaxItems=10,
    )
    assert (answer["SampledRequests"], answer["PopulationSize"]) == ([], 0)


def test_key_without_usage_is_for_encryption(aws: Sandbox) -> None:
    assert aws.client("kms").create_key()["KeyMetadata"]["KeyUsage"] == "ENCRYPT_DECRYPT"


def test_pull_through_cache_takes_the_upstreams_that_aws_knows(aws: Sandbox) -> None:
    ecr = aws.client("ecr")
    ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="quay", upstreamRegistryUrl="quay.io")
    (rule,) = ecr.describe_pull_through_cache_rules(ecrRepositoryPrefixes=["quay"])["pullThroughCacheRules"]
    assert rule["upstreamRegistry"] == "quay"
    with pytest.raises(ecr.exceptions.PullThroughCacheRuleAlreadyExistsException):
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="quay", upstreamRegistryUrl="quay.io")
    with pytest.raises(ecr.exceptions.UnsupportedUpstreamRegistryException, match=r"registry\.dagger\.io"):
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="dagger", upstreamRegistryUrl="registry.dagger.io")
    with pytest.raises(ecr.exceptions.InvalidParameterException, match="ecr-pullthroughcache/"):
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="ghcr", upstreamRegistryUrl="ghcr.io")
    missing = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/none-AbCdEf"
    with pytest.raises(ecr.exceptions.SecretNotFoundException):
        ecr.create_pull_through_cache_rule(
            ecrRepositoryPrefix="ghcr", upstreamRegistryUrl="ghcr.io", credentialArn=missing
        )
    ecr.delete_pull_through_cache_rule(ecrRepositoryPrefix="quay")
    with pytest.raises(ecr.exceptions.PullThroughCacheRuleNotFoundException):
        ecr.describe_pull_through_cache_rules(ecrRepositoryPrefixes=["quay"])
