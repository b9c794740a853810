"""Every supported resource type is made, left alone, changed and deleted."""

import copy

import pytest

from .catalogue import CATALOGUE
from .sandbox import Sandbox, Stacks
from .templates import engine_pool


@pytest.mark.parametrize("kind", CATALOGUE)
def test_life_of(aws: Sandbox, kind: str) -> None:
    stacks = Stacks(aws)
    resources, changes = CATALOGUE[kind]
    template = {
        "Resources": resources,
        "Outputs": {"All": {"Value": {"Fn::Join": [",", [{"Ref": n} for n in resources]]}}},
    }
    stack = stacks.create(template, stacks.name(kind))
    assert stacks.status(stack) == "CREATE_COMPLETE", failures(stacks, stack)
    assert all(stacks.resources(stack).values())
    assert stacks.change_set(stack, template)["Status"] == "FAILED", "something changes although nothing changed"
    drifts = stacks.cfn.describe_stack_resource_drifts(StackName=stack)["StackResourceDrifts"]
    assert [d for d in drifts if d["StackResourceDriftStatus"] != "IN_SYNC"] == []
    changed = copy.deepcopy(template)
    for path, value in changes.items():
        name, _, key = path.partition(".")
        changed["Resources"][name]["Properties"][key] = value  # type: ignore[index]
    assert stacks.update(stack, changed) == "UPDATE_COMPLETE", failures(stacks, stack)
    if "Emptied" in resources:
        aws.client("s3").put_object(Bucket=stacks.resources(stack)["Emptied"], Key="left", Body=b"x")
    assert stacks.delete(stack) == "DELETE_COMPLETE", failures(stacks, stack)


def failures(stacks: Stacks, stack: str) -> list[str]:
    return [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}"
        for event in stacks.events(stack)
        if event["ResourceStatus"].endswith("FAILED")
    ]


def test_every_supported_type_is_in_a_template(aws: Sandbox) -> None:
    templates = [engine_pool()["Resources"], *(resources for resources, _ in CATALOGUE.values())]
    covered = {resource["Type"] for resources in templates for resource in resources.values()}
    supported = set(aws.control("GET", "status")["supportedTypes"])
    assert supported - covered == {"AWS::CloudFormation::Stack"}


def test_nested_stack_gives_its_outputs_to_the_parent(aws: Sandbox) -> None:
    stacks, bucket = Stacks(aws), "cdk-hnb659fds-assets-123456789012-us-east-1"
    child = """
Parameters: {Text: {Type: String}}
Resources: {Note: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Text}}}
Outputs: {Said: {Value: !GetAtt Note.Value}}
"""
    aws.client("s3").put_object(Bucket=bucket, Key="child.yaml", Body=child)
    nested = {"TemplateURL": f"{aws.url}/{bucket}/child.yaml", "Parameters": {"Text": "one"}}
    template = {
        "Resources": {"Child": {"Type": "AWS::CloudFormation::Stack", "Properties": nested}},
        "Outputs": {"Said": {"Value": {"Fn::GetAtt": ["Child", "Outputs.Said"]}}},
    }
    stack = stacks.create(template)
    assert stacks.outputs(stack) == {"Said": "one"}
    inner = stacks.resources(stack)["Child"]
    assert stacks.stack(inner)["RootId"] == stack
    nested["Parameters"] = {"Text": "two"}
    assert stacks.update(stack, template) == "UPDATE_COMPLETE"
    assert stacks.outputs(stack) == {"Said": "two"}
    assert stacks.delete(stack) == "DELETE_COMPLETE"
    assert stacks.status(inner) == "DELETE_COMPLETE"
