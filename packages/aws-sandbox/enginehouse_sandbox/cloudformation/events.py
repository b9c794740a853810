"""Stack events: the record of an operation, and its copies to the stack's notification topics."""

import json
import logging

from botocore.exceptions import ClientError

from ..inproc import client
from .model import STACK_TYPE, Json, Stack, StackEvent, StackResource, new_event_id, now

log = logging.getLogger(__name__)


def stack_event(stack: Stack, status: str, reason: str | None, token: str | None) -> StackEvent:
    """Put the stack into `status` and record it."""
    stack.status, stack.status_reason = status, reason
    return _append(stack, stack.name, stack.id, STACK_TYPE, status, reason, None, token, new_event_id())


def resource_event(
    stack: Stack, resource: StackResource, status: str, reason: str | None, properties: Json | None, token: str | None
) -> None:
    """Put the resource into `status` and record it."""
    moment = now()
    resource.status, resource.status_reason, resource.timestamp = status, reason, moment
    event_id = f"{resource.logical_id}-{status}-{moment.isoformat(timespec='milliseconds')}"
    text = json.dumps(properties) if properties is not None else None
    _append(stack, resource.logical_id, resource.physical_id, resource.type, status, reason, text, token, event_id)


def _append(
    stack: Stack,
    logical_id: str,
    physical_id: str,
    type_name: str,
    status: str,
    reason: str | None,
    properties: str | None,
    token: str | None,
    event_id: str,
) -> StackEvent:
    event = StackEvent(
        stack.id, stack.name, logical_id, physical_id, type_name, status, reason, properties, token, event_id, now()
    )
    stack.events.append(event)
    for topic in stack.notification_arns:
        _notify(stack, topic, event)
    return event


def _notify(stack: Stack, topic: str, event: StackEvent) -> None:
    lines = {
        "StackId": event.stack_id,
        "Timestamp": event.timestamp.isoformat(),
        "EventId": event.event_id,
        "LogicalResourceId": event.logical_id,
        "PhysicalResourceId": event.physical_id,
        "ResourceStatus": event.status,
        "ResourceStatusReason": event.reason or "",
        "ResourceType": event.type,
        "StackName": event.stack_name,
        "ClientRequestToken": event.token or "",
    }
    message = "".join(f"{key}='{value}'\n" for key, value in lines.items())
    try:
        sns = client("sns", stack.account, topic.split(":")[3])
        sns.publish(TopicArn=topic, Subject="AWS CloudFormation Notification", Message=message)
    except ClientError:
        log.warning("stack %s: no event sent to %s", stack.name, topic, exc_info=True)
