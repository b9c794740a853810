"""Change sets answer as CloudFormation does: one test for each point where the prototype differed."""

import json

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks, until
from .templates import notes, parameter_store


def test_second_create_change_set_of_a_review_stack_has_the_same_stack(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    first = stacks.change_set(name, notes(A="1"), "CREATE")
    second = stacks.change_set(name, notes(B="2"), "CREATE")
    assert first["StackId"] == second["StackId"] == stacks.stack(name)["StackId"]
    assert stacks.status(name) == "REVIEW_IN_PROGRESS"
    listed = stacks.cfn.list_change_sets(StackName=name)["Summaries"]
    assert {one["ChangeSetId"] for one in listed} == {first["ChangeSetId"], second["ChangeSetId"]}
    assert {one["ExecutionStatus"] for one in listed} == {"AVAILABLE"}
    assert stacks.execute(second) == "CREATE_COMPLETE"
    assert list(stacks.resources(name)) == ["B"]


def test_change_set_without_changes_fails(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    empty = stacks.change_set(stack, parameter_store())
    assert (empty["Status"], empty["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert empty["StatusReason"].startswith("The submitted information didn't contain changes.")
    with pytest.raises(ClientError, match="InvalidChangeSetStatus"):
        stacks.execute(empty)


def test_changed_outputs_alone_are_a_change(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    template = parameter_store()
    template["Outputs"]["More"] = {"Value": "more"}
    change_set = stacks.change_set(stack, template)
    assert (change_set["Status"], change_set["Changes"]) == ("CREATE_COMPLETE", [])
    assert stacks.execute(change_set) == "UPDATE_COMPLETE"
    assert stacks.outputs(stack) == {"Text": "one", "More": "more"}


def test_executing_one_change_set_makes_the_others_obsolete(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    first, second = (stacks.change_set(stack, parameter_store(value)) for value in ("two", "three"))
    assert stacks.execute(first) == "UPDATE_COMPLETE"
    described = stacks.cfn.describe_change_set(ChangeSetName=second["ChangeSetId"])
    assert described["ExecutionStatus"] == "OBSOLETE"
    assert stacks.cfn.describe_change_set(ChangeSetName=first["ChangeSetId"])["ExecutionStatus"] == "EXECUTE_COMPLETE"
    for again in (first, second):
        with pytest.raises(ClientError, match="InvalidChangeSetStatus"):
            stacks.execute(again)
    assert stacks.outputs(stack)["Text"] == "two"


def test_direct_update_makes_change_sets_obsolete(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    waiting = stacks.change_set(stack, parameter_store("two"))
    stacks.update(stack, parameter_store("three"))
    described = stacks.cfn.describe_change_set(ChangeSetName=waiting["ChangeSetId"])
    assert described["ExecutionStatus"] == "OBSOLETE"


def test_get_template_of_a_change_set(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    change_set = stacks.change_set(stack, parameter_store("two"))
    proposed = stacks.cfn.get_template(StackName=stack, ChangeSetName=change_set["ChangeSetName"])["TemplateBody"]
    assert proposed == parameter_store("two")
    assert stacks.cfn.get_template(StackName=stack)["TemplateBody"] == parameter_store()


def test_change_set_type_left_out_is_update(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    with pytest.raises(ClientError, match=rf"Stack \[{name}\] does not exist"):
        stacks.change_set(name, parameter_store(), None)
    stack = stacks.create(parameter_store())
    assert stacks.execute(stacks.change_set(stack, parameter_store("two"), None)) == "UPDATE_COMPLETE"


def test_change_set_is_prepared_in_steps(slow: Sandbox) -> None:
    stacks, name = Stacks(slow), Stacks.name()
    made = stacks.cfn.create_change_set(
        StackName=name, ChangeSetName="one", ChangeSetType="CREATE", TemplateBody=json.dumps(parameter_store())
    )
    steps = ("CREATE_PENDING", "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
    seen: list[str] = []

    def read() -> str:
        described = stacks.cfn.describe_change_set(ChangeSetName=made["Id"])
        if described["Status"] not in seen:
            seen.append(described["Status"])
        expected = "AVAILABLE" if described["Status"] == "CREATE_COMPLETE" else "UNAVAILABLE"
        assert described["ExecutionStatus"] == expected
        return described["Status"]

    until(read, lambda status: status == "CREATE_COMPLETE")
    assert seen == [step for step in steps if step in seen]


def test_change_sets_of_one_name_belong_to_their_stacks(aws: Sandbox) -> None:
    stacks, names = Stacks(aws), (Stacks.name(), Stacks.name())
    made = [
        stacks.change_set(name, notes(**{f"N{i}": "x"}), "CREATE", ChangeSetName="cdk-deploy")
        for i, name in enumerate(names)
    ]
    for name, change_set in zip(names, made, strict=False):
        found = stacks.cfn.describe_change_set(StackName=name, ChangeSetName="cdk-deploy")
        assert found["ChangeSetId"] == change_set["ChangeSetId"]
    stacks.cfn.delete_change_set(StackName=names[0], ChangeSetName="cdk-deploy")
    with pytest.raises(stacks.cfn.exceptions.ChangeSetNotFoundException):
        stacks.cfn.describe_change_set(StackName=names[0], ChangeSetName="cdk-deploy")
    assert stacks.execute(made[1]) == "CREATE_COMPLETE"


def test_name_of_a_change_set_is_taken_once(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    stacks.change_set(name, notes(A="1"), "CREATE", ChangeSetName="same")
    with pytest.raises(stacks.cfn.exceptions.AlreadyExistsException):
        stacks.change_set(name, notes(A="2"), "CREATE", ChangeSetName="same")


def test_deleting_an_unknown_change_set_is_no_error(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    stacks.cfn.delete_change_set(StackName=stack, ChangeSetName="never-made")


def test_stack_can_be_named_by_its_id(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    change_set = stacks.change_set(stack, parameter_store("two"))
    assert change_set["StackId"] == stack and change_set["StackName"] == stacks.stack(stack)["StackName"]


def test_details_say_what_changes_in_each_property(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    before = {
        "Parameters": {"Text": {"Type": "String", "Default": "one"}},
        "Resources": {
            "Changed": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "Text"}}},
            "Renamed": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": Stacks.name("before")}},
            "Follows": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": {"Ref": "Renamed"}}},
            "Same": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "same"}},
            "Gone": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "gone"}},
        },
    }
    stack = stacks.create(before)
    after = json.loads(json.dumps(before))
    after["Resources"]["Renamed"]["Properties"]["TopicName"] = Stacks.name("after")
    after["Resources"]["New"] = after["Resources"].pop("Gone")
    change_set = stacks.change_set(stack, after, Parameters=[{"ParameterKey": "Text", "ParameterValue": "two"}])
    changes = {c["ResourceChange"]["LogicalResourceId"]: c["ResourceChange"] for c in change_set["Changes"]}
    assert {name: change["Action"] for name, change in changes.items()} == {
        "Changed": "Modify",
        "Renamed": "Modify",
        "Follows": "Modify",
        "New": "Add",
        "Gone": "Remove",
    }
    assert changes["Changed"]["Replacement"] == "False"
    assert changes["Changed"]["Details"] == [
        {
            "Target": {
                "Attribute": "Properties",
                "Name": "Value",
                "Path": "/Properties/Value",
                "RequiresRecreation": "Never",
                "BeforeValue": "one",
                "AfterValue": "two",
                "AttributeChangeType": "Modify",
            },
            "Evaluation": "Static",
            "ChangeSource": "ParameterReference",
            "CausingEntity": "Text",
        }
    ]
    assert changes["Renamed"]["Replacement"] == "True" and changes["Renamed"]["PolicyAction"] == "ReplaceAndDelete"
    follows = changes["Follows"]["Details"][0]
    assert (follows["Evaluation"], follows["ChangeSource"], follows["CausingEntity"]) == (
        "Dynamic",
        "ResourceReference",
        "Renamed",
    )
    assert follows["Target"]["AfterValue"] == "{{changeSet:KNOWN_AFTER_APPLY}}"
    assert json.loads(changes["Gone"]["BeforeContext"])["Properties"]["Value"] == "gone"
    assert json.loads(changes["New"]["AfterContext"])["Properties"]["Value"] == "gone"
    plain = stacks.cfn.describe_change_set(ChangeSetName=change_set["ChangeSetId"])
    bare = {c["ResourceChange"]["LogicalResourceId"]: c["ResourceChange"] for c in plain["Changes"]}["Changed"]
    assert "BeforeContext" not in bare and "BeforeValue" not in bare["Details"][0]["Target"]
    assert stacks.execute(change_set) == "UPDATE_COMPLETE"


def test_stack_tags_reach_resources_and_their_change_shows(aws: Sandbox) -> None:
    stacks, ssm = Stacks(aws), aws.client("ssm")
    stack = stacks.create(parameter_store(), Tags=[{"Key": "team", "Value": "red"}])
    name = stacks.resources(stack)["Note"]

    change_set = stacks.change_set(stack, parameter_store(), Tags=[{"Key": "team", "Value": "blue"}])
    assert change_set["Changes"][0]["ResourceChange"]["Scope"] == ["Tags"]
    assert stacks.execute(change_set) == "UPDATE_COMPLETE"
    assert stacks.stack(stack)["Tags"] == [{"Key": "team", "Value": "blue"}]
    held = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"]
    assert {"Key": "team", "Value": "blue"} in held
