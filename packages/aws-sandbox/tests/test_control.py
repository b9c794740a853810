"""The control endpoints: faults, the call log, the status; and what they refuse."""

import json
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks, until
from .templates import parameter_store


def refused(aws: Sandbox, method: str, path: str, body: Any = None) -> dict[str, Any]:
    with pytest.raises(urllib.error.HTTPError) as caught:
        aws.control(method, path, body)
    assert 400 <= caught.value.code < 500
    return json.load(caught.value)


@pytest.mark.parametrize(
    ("service", "operation", "arguments"),
    [
        ("cloudformation", "describe_stacks", {}),
        ("s3", "list_objects", {"Bucket": "any"}),
        ("ec2", "describe_vpcs", {}),
        ("logs", "describe_log_groups", {}),
        ("lambda", "list_functions", {}),
        ("cloudwatch", "describe_alarms", {}),
    ],
)
def test_injected_error_reaches_the_sdk_in_its_own_protocol(
    aws: Sandbox, service: str, operation: str, arguments: dict[str, str]
) -> None:
    aws.control("POST", "faults", {"service": service, "error": "Throttling", "message": "Rate exceeded", "count": 1})
    call = getattr(aws.client(service), operation)
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    assert caught.value.response["Error"]["Code"] == "Throttling"
    assert aws.control("GET", "faults") == []


def test_rate_strikes_some_of_the_calls(aws: Sandbox) -> None:
    aws.control("POST", "faults", {"service": "sqs", "action": "^List", "error": "Throttling", "rate": 0.5})
    failed = 0
    for _ in range(60):
        try:
            aws.client("sqs").list_queues()
        except ClientError:
            failed += 1
    assert 10 < failed < 50
    aws.client("sqs").create_queue(QueueName="not-listed")


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ({"servise": "s3", "error": "X"}, "servise"),
        ({"resource": "A", "phase": "LATER"}, "phase"),
        ({"service": "s3", "error": "X", "rate": "half"}, "rate"),
        ({"resource": "("}, "resource"),
        ({"service": "s3"}, "error"),
        ({"service": "s3", "hold": "long"}, "hold"),
    ],
)
def test_bad_fault_rule_names_its_field(aws: Sandbox, rule: dict[str, Any], path: str) -> None:
    answer = refused(aws, "POST", "faults", rule)
    assert answer["path"] == path and answer["accepted"]


def test_held_call_waits_until_its_rule_is_deleted(aws: Sandbox) -> None:
    held = {"service": "sqs", "action": "^ListQueues$"}
    aws.control("POST", "faults", [{**held, "hold": True, "count": 1}, {"service": "s3", "error": "Throttling"}])
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(aws.client("sqs").list_queues)
        until(lambda: aws.control("GET", "faults")[0]["count"], lambda left: left == 0)
        aws.client("sqs").list_queues()
        assert not answer.done()
        left = aws.control("DELETE", "faults", held)
        assert [rule["service"] for rule in left] == ["s3"]
        assert answer.result()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_clock_that_stands_still_moves_nothing_but_by_ticks(aws: Sandbox) -> None:
    logs, name = aws.client("logs"), Stacks.name("/volume")
    logs.create_log_group(logGroupName=name)
    logs.create_log_stream(logGroupName=name, logStreamName="one")
    metric = {"Namespace": "AWS/Logs", "MetricName": "IncomingLogEvents"}

    def counted() -> list[object]:
        found = aws.client("cloudwatch").list_metrics(**metric, Dimensions=[{"Name": "LogGroupName", "Value": name}])
        return found["Metrics"]

    with aws.still() as tick:
        line = {"timestamp": int(time.time() * 1000), "message": "a line"}
        logs.put_log_events(logGroupName=name, logStreamName="one", logEvents=[line])
        assert counted() == []
        until(lambda: tick() or counted(), bool)
    assert refused(aws, "POST", "clock", {"running": "no"})["path"] == "running"


def test_bad_target_override_names_its_field(aws: Sandbox) -> None:
    assert refused(aws, "POST", "targets", {"id": "i-1", "state": "sick"})["path"] == "state"
    assert refused(aws, "POST", "targets", {"state": "unhealthy"})["path"] == "id"
    assert "/sandbox/status" in refused(aws, "GET", "nowhere")["accepted"]


def test_calls_are_counted_by_their_parameters(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    change_set = stacks.change_set(stacks.name(), parameter_store(), "CREATE")
    stacks.execute(change_set, ClientRequestToken="counted")
    with pytest.raises(ClientError):
        stacks.execute(change_set, ClientRequestToken="counted")
    calls = aws.control("GET", "calls?service=cloudformation&action=ExecuteChangeSet&ClientRequestToken=counted")
    assert [(call["status"], call["error"]) for call in calls] == [(200, None), (400, "InvalidChangeSetStatus")]
    assert calls[0]["parameters"]["ChangeSetName"] == change_set["ChangeSetId"] and calls[0]["requestId"]
    assert aws.control("DELETE", "calls") == []


def test_status_names_what_cannot_be_shown_honestly(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create({"Resources": {"Dashboard": {"Type": "AWS::Athena::WorkGroup", "Properties": {"Name": "w"}}}})
    status = aws.control("GET", "status")
    assert status["ready"] is True and status["startedAt"] and status["version"]
    assert "AWS::Athena::WorkGroup" in status["stubTypes"] and "AWS::Athena::WorkGroup" in status["unreadDriftTypes"]
    assert {"nothing-boots", "permissions", "acceptance"} <= {limit["id"] for limit in status["limits"]}
    stacks.delete(stack)
    assert "AWS::Athena::WorkGroup" not in aws.control("GET", "status")["stubTypes"]


def test_it_is_bootstrapped(aws: Sandbox) -> None:
    version = aws.client("ssm").get_parameter(Name="/cdk-bootstrap/hnb659fds/version")["Parameter"]["Value"]
    assert int(version) >= 6
    assert Stacks(aws).outputs("CDKToolkit")["BucketName"] == "cdk-hnb659fds-assets-123456789012-us-east-1"
