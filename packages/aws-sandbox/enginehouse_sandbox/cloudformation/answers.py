"""How stacks, resources, events and change sets look in the API's answers."""

from typing import Any

from .changes import without_values
from .model import ChangeSet, Json, Stack, StackEvent, StackResource
from .parameters import described

_DRIFT_UNCHECKED = {"StackResourceDriftStatus": "NOT_CHECKED"}


def stack_answer(stack: Stack) -> Json:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "ChangeSetId": stack.change_set_id,
        "Description": stack.description,
        "Parameters": described(stack.template, stack.parameters, stack.account, stack.region),
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "DisableRollback": stack.disable_rollback,
        "NotificationARNs": stack.notification_arns,
        "Capabilities": stack.capabilities,
        "Outputs": [
            {
                "OutputKey": output.key,
                "OutputValue": output.value,
                "Description": output.description,
                "ExportName": output.export_name,
            }
            for output in stack.outputs
        ]
        or None,
        "RoleARN": stack.role_arn,
        "Tags": tag_list(stack.tags),
        "EnableTerminationProtection": stack.termination_protection,
        "ParentId": stack.parent_id,
        "RootId": stack.root_id,
        "DriftInformation": drift_answer(stack),
    }


def stack_summary(stack: Stack) -> Json:
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "TemplateDescription": stack.description,
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.status_reason,
        "ParentId": stack.parent_id,
        "RootId": stack.root_id,
        "DriftInformation": drift_answer(stack),
    }


def drift_answer(stack: Stack) -> Json:
    return {"StackDriftStatus": stack.drift_status, "LastCheckTimestamp": stack.drift_checked}


def event_answer(event: StackEvent) -> Json:
    return {
        "StackId": event.stack_id,
        "EventId": event.event_id,
        "StackName": event.stack_name,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceType": event.type,
        "Timestamp": event.timestamp,
        "ResourceStatus": event.status,
        "ResourceStatusReason": event.reason,
        "ResourceProperties": event.properties,
        "ClientRequestToken": event.token,
    }


def resource_answer(stack: Stack, resource: StackResource) -> Json:
    """One shape for the three APIs that describe resources; each serializes the members it knows."""
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id or None,
        "ResourceType": resource.type,
        "Timestamp": resource.timestamp,
        "LastUpdatedTimestamp": resource.timestamp,
        "ResourceStatus": resource.status,
        "ResourceStatusReason": resource.status_reason,
        "DriftInformation": _DRIFT_UNCHECKED,
    }


def change_set_summary(change_set: ChangeSet) -> Json:
    return {
        "StackId": change_set.stack_id,
        "StackName": change_set.stack_name,
        "ChangeSetId": change_set.id,
        "ChangeSetName": change_set.name,
        "ExecutionStatus": change_set.execution_status,
        "Status": change_set.status,
        "StatusReason": change_set.status_reason,
        "CreationTime": change_set.created,
        "Description": change_set.description,
        "IncludeNestedStacks": change_set.include_nested_stacks,
        "ParentChangeSetId": None,
        "RootChangeSetId": None,
    }


def change_set_answer(change_set: ChangeSet, changes: list[Json], stack: Stack, values: bool) -> Json:
    return {
        **change_set_summary(change_set),
        "Parameters": described(change_set.template, change_set.parameters, stack.account, stack.region),
        "NotificationARNs": change_set.notification_arns,
        "Capabilities": change_set.capabilities,
        "Tags": tag_list(change_set.tags),
        "OnStackFailure": change_set.on_stack_failure,
        "Changes": [
            {"Type": "Resource", "ResourceChange": change if values else without_values(change)} for change in changes
        ],
    }


def tag_list(tags: dict[str, str]) -> list[dict[str, Any]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
