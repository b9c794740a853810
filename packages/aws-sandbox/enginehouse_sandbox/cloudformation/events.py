"""Stack events: the record of an operation, and its copies to the stack's notification topics."""

import logging
from datetime import datetime, timedelta

from botocore.exceptions import ClientError

from ..inproc import client
from .model import STACK_TYPE, Stack, StackEvent, StackResource, new_event_id, now

log = logging.getLogger(__name__)

_MILLISECOND = timedelta(milliseconds=1)


def stack_event(stack: Stack, status: str, reason: str | None, token: str | None) -> None:
    """Put the stack into `status` and record it."""
    stack.status, stack.status_reason = status, reason
    _append(
        StackEvent(
            stack_id=stack.id,
            stack_name=stack.name,
            logical_id=stack.name,
            physical_id=stack.id,
            type=STACK_TYPE,
            status=status,
            reason=reason,
            properties=None,
            token=token,
            event_id=new_event_id(),
            timestamp=_next_moment(stack),
        ),
        stack,
    )


def resource_event(
    stack: Stack, resource: StackResource, status: str, reason: str | None, properties: str | None, token: str | None
) -> None:
    """Put the resource into `status` and record it; `properties` are JSON text without secrets."""
    moment = _next_moment(stack)
    resource.status, resource.status_reason, resource.timestamp = status, reason, moment
    _append(
        StackEvent(
            stack_id=stack.id,
            stack_name=stack.name,
            logical_id=resource.logical_id,
            physical_id=resource.physical_id,
            type=resource.type,
            status=status,
            reason=reason,
            properties=properties,
            token=token,
            event_id=f"{resource.logical_id}-{status}-{moment.isoformat(timespec='milliseconds')}",
            timestamp=moment,
        ),
        stack,
    )


def _next_moment(stack: Stack) -> datetime:
    """Now, but at least a millisecond after the event before: ids hold milliseconds and must be unique."""
    moment = now()
    return max(moment, stack.events[-1].timestamp + _MILLISECOND) if stack.events else moment


def _append(event: StackEvent, stack: Stack) -> None:
    stack.events.append(event)
    for topic in stack.notification_arns:
        _notify(stack, topic, event)


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
