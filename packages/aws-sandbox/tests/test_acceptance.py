"""What CloudFormation refuses before any work begins."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks
from .templates import notes, parameter_store, statement

ROLE = {
    "Type": "AWS::IAM::Role",
    "Properties": {"AssumeRolePolicyDocument": statement({"Service": "ec2.amazonaws.com"}, "sts:AssumeRole")},
}
NAMED_ROLE = {**ROLE, "Properties": {**ROLE["Properties"], "RoleName": "by-name"}}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("role", "given", "required"),
    [
        (ROLE, [], "CAPABILITY_IAM"),
        (NAMED_ROLE, ["CAPABILITY_IAM"], "CAPABILITY_NAMED_IAM"),
    ],
)
def test_iam_resources_need_their_capability(aws: Sandbox, role: Any, given: list[str], required: str) -> None:
    stacks, body = Stacks(aws), json.dumps({"Resources": {"Role": role}})
    with pytest.raises(stacks.cfn.exceptions.InsufficientCapabilitiesException, match=rf"\[{required}\]"):
        stacks.cfn.create_stack(StackName=stacks.name(), TemplateBody=body, Capabilities=given)
    with pytest.raises(stacks.cfn.exceptions.InsufficientCapabilitiesException):
        stacks.cfn.create_change_set(
            StackName=stacks.name(), ChangeSetName="c", ChangeSetType="CREATE", TemplateBody=body, Capabilities=given
        )


def test_body_above_51200_bytes_must_come_from_a_bucket(aws: Sandbox) -> None:
    stacks, s3, name = Stacks(aws), aws.client("s3"), Stacks.name()
    body = json.dumps({**parameter_store("large"), "Description": "x" * 1000, "Metadata": {"Filler": "y" * 51_200}})
    with pytest.raises(ClientError, match="templateBody"):
        stacks.cfn.create_stack(StackName=name, TemplateBody=body)
    s3.put_object(Bucket="cdk-hnb659fds-assets-123456789012-us-east-1", Key="large.json", Body=body)
    url = f"{aws.url}/cdk-hnb659fds-assets-123456789012-us-east-1/large.json"
    stack = stacks.cfn.create_stack(StackName=name, TemplateURL=url)["StackId"]
    assert stacks.settled(stack) == "CREATE_COMPLETE"
    assert stacks.outputs(stack) == {"Text": "large"}


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ({"Resources": {}}, "At least one Resources member must be defined"),
        ({"Resources": {"A": {"Type": "AWS::No::Such"}}}, r"Unrecognized resource types: \[AWS::No::Such\]"),
        (notes(A={"Ref": "Nowhere"}), r"Unresolved resource dependencies \[Nowhere\]"),  # type: ignore[arg-type]
        ("Resources: [", "Template format error"),
        ({"Parameters": {"P": {"Type": "String"}}, **notes(A="1")}, r"Parameters: \[P\] must have values"),
        (
            {"Parameters": {"P": {"Type": "String", "Default": "x", "AllowedValues": ["y"]}}, **notes(A="1")},
            "Parameter 'P' must be one of AllowedValues",
        ),
    ],
)
def test_template_errors_are_told_before_any_work(aws: Sandbox, template: Any, message: str) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    with pytest.raises(ClientError, match=message):
        stacks.create(template, name)
    with pytest.raises(ClientError, match="does not exist"):
        stacks.stack(name)


def test_circular_dependency_names_the_resources(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    circle = notes(A={"Ref": "B"}, B={"Ref": "A"})  # type: ignore[arg-type]
    found = stacks.change_set(stacks.name(), circle, "CREATE")
    assert found["Status"] == "FAILED" and "Circular dependency" in found["StatusReason"]


def test_unknown_parameter_is_refused(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    with pytest.raises(ClientError, match=r"Parameters: \[Typo\] do not exist in the template"):
        stacks.create(parameter_store(), Parameters=[{"ParameterKey": "Typo", "ParameterValue": "x"}])


def test_no_echo_parameters_are_masked(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    template = {"Parameters": {"Secret": {"Type": "String", "NoEcho": True}}, **notes(A={"Ref": "Secret"})}  # type: ignore[arg-type]
    stack = stacks.create(template, Parameters=[{"ParameterKey": "Secret", "ParameterValue": "hush"}])
    changed = stacks.change_set(stack, template, Parameters=[{"ParameterKey": "Secret", "ParameterValue": "quiet"}])
    assert stacks.stack(stack)["Parameters"] == [{"ParameterKey": "Secret", "ParameterValue": "****"}]
    told = json.dumps([stacks.events(stack), changed["Changes"]], default=str)
    assert "****" in told and "hush" not in told and "quiet" not in told


def test_names_are_checked(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    for stack, change_set, member in (("under_score", "fine", "stackName"), ("fine", "under_score", "changeSetName")):
        with pytest.raises(ClientError, match=member):
            stacks.change_set(stack, parameter_store(), "CREATE", ChangeSetName=change_set)


def test_yaml_with_short_forms(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    body = """
Parameters: {Zone: {Type: String, Default: b}}
Conditions: {InB: !Equals [!Ref Zone, b], NotInB: !Not [!Condition InB]}
Mappings: {Words: {b: {long: two}}}
Resources:
  First: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !FindInMap [Words, !Ref Zone, long]}}
  Second:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: !Sub '${AWS::Region}/${First.Value}/${!literal}'}
  Never: {Type: AWS::SSM::Parameter, Condition: NotInB, Properties: {Type: String, Value: x}}
Outputs: {All: {Value: !Join ['-', [!GetAtt Second.Value, !If [InB, in, out], !Select [1, !GetAZs '']]]}}
"""
    stack = stacks.create(body)
    assert stacks.outputs(stack) == {"All": "us-east-1/two/${literal}-in-us-east-1b"}
    assert set(stacks.resources(stack)) == {"First", "Second"}
