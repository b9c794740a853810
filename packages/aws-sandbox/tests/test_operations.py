"""Stack operations: tokens, rollback of create and update, cancel, continue, protection, delete."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks, until
from .templates import engine_pool, notes, parameter_store


def test_every_event_of_an_operation_carries_its_token(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    change_set = stacks.change_set(stacks.name(), parameter_store(), "CREATE")
    stack = change_set["StackId"]
    stacks.execute(change_set, ClientRequestToken="execute-1")
    stacks.execute(stacks.change_set(stack, parameter_store("two")), ClientRequestToken="execute-2")
    stacks.update(stack, parameter_store("three"), ClientRequestToken="update-3")
    stacks.delete(stack, ClientRequestToken="delete-4")
    tokens: dict[str | None, list[str]] = {}
    for event in stacks.events(stack):
        tokens.setdefault(event.get("ClientRequestToken"), []).append(event["ResourceStatus"])
    assert tokens[None] == ["REVIEW_IN_PROGRESS"]
    assert tokens["execute-1"] == ["CREATE_IN_PROGRESS"] * 2 + ["CREATE_COMPLETE"] * 2
    for token in ("execute-2", "update-3"):
        assert tokens[token][-2:] == ["UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_COMPLETE"]
    assert tokens["delete-4"][0] == "DELETE_IN_PROGRESS" and tokens["delete-4"][-1] == "DELETE_COMPLETE"


def test_failed_create_is_rolled_back_and_says_why(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    aws.control("POST", "faults", {"stack": name, "resource": "Second", "reason": "no capacity"})
    stack = stacks.create(notes(First="1", Second="2"), name)
    assert stacks.status(stack) == "ROLLBACK_COMPLETE"
    assert stacks.resources(stack) == {}
    assert stacks.statuses(stack) == ["CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "ROLLBACK_COMPLETE"]
    assert stacks.statuses(stack, "First")[-2:] == ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
    failed = next(e for e in stacks.events(stack) if e["ResourceStatus"] == "CREATE_FAILED")
    assert (failed["LogicalResourceId"], failed["ResourceStatusReason"]) == ("Second", "no capacity")
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        stacks.change_set(stack, notes(First="1"))
    assert stacks.delete(stack) == "DELETE_COMPLETE"


def test_failed_update_brings_old_values_back(aws: Sandbox) -> None:
    stacks, ssm = Stacks(aws), aws.client("ssm")
    stack = stacks.create(notes(First="1", Second="1"))
    physical = stacks.resources(stack)
    aws.control("POST", "faults", {"resource": "Second", "phase": "UPDATE", "reason": "refused"})
    assert stacks.update(stack, notes(First="2", Second="2", Third="3")) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.resources(stack) == physical
    for name in physical.values():
        assert ssm.get_parameter(Name=name)["Parameter"]["Value"] == "1"
    assert stacks.statuses(stack)[-4:] == [
        "UPDATE_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
    ]
    assert stacks.cfn.get_template(StackName=stack)["TemplateBody"] == notes(First="1", Second="1")
    assert len(stacks.change_set(stack, notes(First="2", Second="2"))["Changes"]) == 2


def test_rollback_returns_to_the_resource_before_its_replacement(aws: Sandbox) -> None:
    stacks, sns = Stacks(aws), aws.client("sns")
    topic = {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": Stacks.name("old")}}}
    stack = stacks.create({"Resources": topic})
    old = stacks.resources(stack)["Topic"]
    aws.control("POST", "faults", {"resource": "Last"})
    renamed = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": Stacks.name("new")}}
    last = {"Type": "AWS::SSM::Parameter", "DependsOn": "Topic", "Properties": {"Type": "String", "Value": "x"}}
    assert stacks.update(stack, {"Resources": {"Topic": renamed, "Last": last}}) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.resources(stack) == {"Topic": old}
    ids = [event["EventId"] for event in stacks.events(stack)]
    assert len(ids) == len(set(ids))
    arns = [one["TopicArn"] for one in sns.list_topics()["Topics"]]
    assert old in arns and not any(arn.endswith(renamed["Properties"]["TopicName"]) for arn in arns)  # type: ignore[index]


def test_rollback_can_be_switched_off(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    aws.control("POST", "faults", {"resource": "Second", "count": 1})
    change_set = stacks.change_set(stacks.name(), notes(First="1", Second="2"), "CREATE")
    assert stacks.execute(change_set, DisableRollback=True) == "CREATE_FAILED"
    stack = change_set["StackId"]
    assert "First" in stacks.resources(stack)
    assert stacks.stack(stack)["StackStatusReason"] == "The following resource(s) failed to create: [Second]."
    assert stacks.update(stack, notes(First="1", Second="2"), DisableRollback=True) == "UPDATE_COMPLETE"
    aws.control("POST", "faults", {"resource": "First", "phase": "UPDATE", "count": 1})
    assert stacks.update(stack, notes(First="3", Second="4"), DisableRollback=True) == "UPDATE_FAILED"
    stacks.cfn.rollback_stack(StackName=stack)
    assert stacks.settled(stack) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.cfn.get_template(StackName=stack)["TemplateBody"] == notes(First="1", Second="2")


def test_cancel_only_while_an_update_runs(slow: Sandbox) -> None:
    stacks = Stacks(slow)
    stack = stacks.create(notes(A="1", B="1", C="1"))
    with pytest.raises(
        ClientError, match="CancelUpdateStack cannot be called from current stack status CREATE_COMPLETE"
    ):
        stacks.cfn.cancel_update_stack(StackName=stack)
    slow.control("POST", "faults", {"resource": "B", "phase": "UPDATE", "hold": True})
    stacks.cfn.update_stack(
        StackName=stack, TemplateBody=json.dumps(notes(A="2", B="2", C="2")), ClientRequestToken="update"
    )
    stacks.cfn.cancel_update_stack(StackName=stack, ClientRequestToken="cancel")
    slow.control("DELETE", "faults")
    assert stacks.settled(stack) == "UPDATE_ROLLBACK_COMPLETE"
    after = [e for e in stacks.events(stack) if e["ResourceStatus"].startswith("UPDATE_ROLLBACK")]
    assert {event["ClientRequestToken"] for event in after} == {"cancel"}


def test_continue_only_after_a_failed_rollback(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(notes(A="1", B="1"))
    with pytest.raises(ClientError, match="UPDATE_ROLLBACK_FAILED"):
        stacks.cfn.continue_update_rollback(StackName=stack)
    aws.control("POST", "faults", [{"resource": "B", "phase": "UPDATE"}, {"resource": "^A", "phase": "ROLLBACK"}])
    assert stacks.update(stack, notes(A="2", B="2")) == "UPDATE_ROLLBACK_FAILED"
    with pytest.raises(ClientError, match="UPDATE_ROLLBACK_FAILED state and can not be updated"):
        stacks.update(stack, notes(A="3", B="3"))
    aws.control("DELETE", "faults")
    stacks.cfn.continue_update_rollback(StackName=stack, ClientRequestToken="continue")
    assert stacks.settled(stack) == "UPDATE_ROLLBACK_COMPLETE"
    assert stacks.events(stack)[-1]["ClientRequestToken"] == "continue"
    assert not stacks.change_set(stack, notes(A="1", B="1"))["Changes"]


def test_continue_can_skip_a_resource(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(notes(A="1", B="1"))
    aws.control("POST", "faults", [{"resource": "B", "phase": "UPDATE"}, {"resource": "^A", "phase": "ROLLBACK"}])
    stacks.update(stack, notes(A="2", B="2"))
    with pytest.raises(ClientError, match=r"not in UPDATE_FAILED: \[Nowhere\]"):
        stacks.cfn.continue_update_rollback(StackName=stack, ResourcesToSkip=["Nowhere"])
    stacks.cfn.continue_update_rollback(StackName=stack, ResourcesToSkip=["A"])
    assert stacks.settled(stack) == "UPDATE_ROLLBACK_COMPLETE"


def test_protected_stack_is_not_deleted(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store(), EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="cannot be deleted while TerminationProtection is enabled"):
        stacks.delete(stack)
    assert stacks.stack(stack)["EnableTerminationProtection"] is True
    stacks.cfn.update_termination_protection(StackName=stack, EnableTerminationProtection=False)
    assert stacks.delete(stack) == "DELETE_COMPLETE"


def test_deleted_stack_is_found_by_id_only(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name()
    stack = stacks.create(parameter_store(), name)
    waiting = stacks.change_set(stack, parameter_store("two"))
    stacks.delete(stack)
    assert stacks.stack(stack)["StackStatus"] == "DELETE_COMPLETE"
    assert stacks.events(stack)[-1]["ResourceStatus"] == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match=f"Stack with id {name} does not exist"):
        stacks.stack(name)
    with pytest.raises(ClientError, match="ChangeSetNotFound"):
        stacks.cfn.describe_change_set(ChangeSetName=waiting["ChangeSetId"])
    assert stacks.create(parameter_store(), name) != stack


def test_delete_keeps_what_it_is_told_to_keep(aws: Sandbox) -> None:
    stacks, ssm = Stacks(aws), aws.client("ssm")
    template = notes(Kept="1", Gone="2")
    template["Resources"]["Kept"]["DeletionPolicy"] = "Retain"
    stack = stacks.create(template)
    physical = stacks.resources(stack)
    assert stacks.delete(stack) == "DELETE_COMPLETE"
    assert stacks.statuses(stack, "Kept")[-1] == "DELETE_SKIPPED"
    assert ssm.get_parameter(Name=physical["Kept"])["Parameter"]["Value"] == "1"
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.get_parameter(Name=physical["Gone"])


def test_failed_delete_can_be_finished_by_retaining(aws: Sandbox) -> None:
    stacks, s3 = Stacks(aws), aws.client("s3")
    stack = stacks.create({"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}})
    bucket = stacks.resources(stack)["Bucket"]
    s3.put_object(Bucket=bucket, Key="file", Body=b"x")
    with pytest.raises(ClientError, match="only when the stack is in the DELETE_FAILED state"):
        stacks.delete(stack, RetainResources=["Bucket"])
    assert stacks.delete(stack) == "DELETE_FAILED"
    failed = next(e for e in stacks.events(stack) if e["ResourceStatus"] == "DELETE_FAILED")
    assert "BucketNotEmpty" in failed["ResourceStatusReason"]
    assert stacks.delete(stack, RetainResources=["Bucket"]) == "DELETE_COMPLETE"
    assert s3.get_object(Bucket=bucket, Key="file")["Body"].read() == b"x"


def test_running_create_can_be_deleted_and_is_not_rolled_back(slow: Sandbox) -> None:
    stacks, name = Stacks(slow), Stacks.name()
    slow.control("POST", "faults", {"resource": "B", "hold": True})
    stack = stacks.cfn.create_stack(StackName=name, TemplateBody=json.dumps(notes(A="1", B="2", C="3")))["StackId"]
    until(lambda: stacks.resources(stack), lambda found: found.get("A"))
    stacks.cfn.delete_stack(StackName=stack)
    slow.control("DELETE", "faults")
    assert stacks.settled(stack) == "DELETE_COMPLETE"
    assert stacks.statuses(stack) == ["CREATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "DELETE_COMPLETE"]
    assert stacks.statuses(stack, "C") == []


def test_busy_stack_takes_no_other_operation(slow: Sandbox) -> None:
    stacks = Stacks(slow)
    stack = stacks.create(notes(A="1", B="1"))
    slow.control("POST", "faults", {"resource": "B", "phase": "UPDATE", "hold": True})
    stacks.cfn.update_stack(StackName=stack, TemplateBody=json.dumps(notes(A="2", B="2")))
    with pytest.raises(ClientError, match="UPDATE_IN_PROGRESS state and can not be updated"):
        stacks.cfn.update_stack(StackName=stack, TemplateBody=json.dumps(notes(A="3")))
    with pytest.raises(ClientError, match="cannot be deleted while in status UPDATE_IN_PROGRESS"):
        stacks.cfn.delete_stack(StackName=stack)
    slow.control("DELETE", "faults")
    assert stacks.settled(stack) == "UPDATE_COMPLETE"


def test_update_without_changes_is_refused(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(parameter_store())
    with pytest.raises(ClientError, match="No updates are to be performed"):
        stacks.update(stack, parameter_store())


def test_role_protection_and_times_are_described(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    role = "arn:aws:iam::123456789012:role/execution"
    stack = stacks.create(parameter_store(), RoleARN=role)
    created = stacks.stack(stack)
    assert created["RoleARN"] == role and "LastUpdatedTime" not in created
    stacks.update(stack, parameter_store("two"))
    updated = stacks.stack(stack)
    assert updated["CreationTime"] == created["CreationTime"] < updated["LastUpdatedTime"]


def test_events_come_in_pages_without_loss(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    stack = stacks.create(notes(**{f"N{i}": str(i) for i in range(60)}))
    first = stacks.cfn.describe_stack_events(StackName=stack)
    assert len(first["StackEvents"]) == 100
    stacks.update(stack, notes(**{f"N{i}": "x" for i in range(60)}))
    rest = stacks.cfn.describe_stack_events(StackName=stack, NextToken=first["NextToken"])
    ids = [event["EventId"] for event in [*first["StackEvents"], *rest["StackEvents"]]]
    assert len(ids) == len(set(ids)) == 122


def test_exports_and_imports(aws: Sandbox) -> None:
    stacks, export = Stacks(aws), Stacks.name("export")
    producer = parameter_store()
    producer["Outputs"]["Text"]["Export"] = {"Name": export}
    owner = stacks.create(producer)
    with pytest.raises(ClientError, match="is not imported by any stack"):
        stacks.cfn.list_imports(ExportName=export)
    user_name = Stacks.name("user")
    user = stacks.create(notes(A={"Fn::ImportValue": export}), user_name)  # type: ignore[arg-type]
    assert stacks.cfn.list_imports(ExportName=export)["Imports"] == [user_name]
    assert any(one["Name"] == export for one in stacks.cfn.list_exports()["Exports"])
    assert stacks.delete(owner) == "DELETE_FAILED"
    stacks.delete(user)
    assert stacks.delete(owner) == "DELETE_COMPLETE"


def test_accounts_and_regions_are_apart(aws: Sandbox) -> None:
    name = Stacks.name()
    home, away, other = Stacks(aws), Stacks(aws, "222222222222"), Stacks(aws, region="eu-west-1")
    ids = [stacks.create(parameter_store(), name) for stacks in (home, away, other)]
    assert len(set(ids)) == 3
    home.delete(ids[0])
    assert away.status(name) == other.status(name) == "CREATE_COMPLETE"


def test_unknown_action_and_internal_errors_have_aws_form(aws: Sandbox) -> None:
    with pytest.raises(ClientError) as caught:
        Stacks(aws).cfn.list_stack_sets()
    assert caught.value.response["Error"]["Code"] == "UnsupportedOperation"
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_change_set_executed_twice_at_once_runs_once(slow: Sandbox) -> None:
    stacks = Stacks(slow)
    change_set = stacks.change_set(stacks.name(), notes(A="1"), "CREATE")

    def execute(token: str) -> str:
        try:
            stacks.cfn.execute_change_set(ChangeSetName=change_set["ChangeSetId"], ClientRequestToken=token)
        except ClientError as error:
            return error.response["Error"]["Code"]
        return "executed"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(execute, ["a", "b", "c", "d"]))
    assert answers == ["InvalidChangeSetStatus"] * 3 + ["executed"]
    assert stacks.settled(change_set["StackId"]) == "CREATE_COMPLETE"
    assert stacks.statuses(change_set["StackId"], "A") == ["CREATE_IN_PROGRESS", "CREATE_COMPLETE"]


def test_stacks_deploy_side_by_side(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    with ThreadPoolExecutor(5) as pool:
        made = list(pool.map(lambda _: stacks.create(engine_pool()), range(5)))
        assert [stacks.status(stack) for stack in made] == ["CREATE_COMPLETE"] * 5
        assert list(pool.map(stacks.delete, made)) == ["DELETE_COMPLETE"] * 5
