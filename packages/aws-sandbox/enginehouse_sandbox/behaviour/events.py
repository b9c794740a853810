"""Events that AWS services send: to the rules of the default bus, to topics too, and told at `/sandbox/events`."""

import copy
import json
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any

from botocore.exceptions import ClientError
from moto.core.utils import iso_8601_datetime_without_milliseconds, utcnow
from moto.events.models import Rule, events_backends
from moto.events.utils import EventTemplateParser

from ..control import ControlRequest, register
from ..inproc import client

_DELIVERED_BY_MOTO = ("logs", "sqs", "events")


@dataclass
class Sent:
    """An event, and what became of it: `targets` of the rules that matched, each with `delivered` or why not."""

    time: str
    source: str
    detailType: str
    detail: dict[str, Any]
    targets: list[dict[str, Any]] = field(default_factory=list)


_sent: deque[Sent] = deque(maxlen=200)


def install() -> None:
    stock = Rule.send_to_targets

    def send_to_targets(self: Any, original_event: Any, transform_input: bool = True) -> None:
        # Stock moto raises at the first target it cannot serve, and the ones behind it get nothing.
        served = copy.copy(self)
        served.targets = [target for target in self.targets if _service(target) in _DELIVERED_BY_MOTO]
        stock(served, original_event, transform_input)
        if self.event_pattern.matches_event(original_event):
            for target in self.targets:
                _deliver(self, target, original_event)

    Rule.send_to_targets = send_to_targets
    register("/sandbox/events", control)


def clear() -> None:
    _sent.clear()


def control(_: ControlRequest) -> Any:
    """GET: what AWS services sent, newest first."""
    return [asdict(sent) for sent in _sent]


def send(account: str, region: str, source: str, kind: str, detail: dict[str, Any], resources: list[str]) -> None:
    """Send an event of an AWS service (`source` such as aws.ecr) to the default bus of a place."""
    _sent.appendleft(Sent(iso_8601_datetime_without_milliseconds(utcnow()), source, kind, detail))
    event = {"Source": source, "DetailType": kind, "Detail": json.dumps(detail), "Resources": resources}
    events_backends[account][region].put_events([event])


def _deliver(rule: Any, target: dict[str, Any], event: dict[str, Any]) -> None:
    service = _service(target)
    said: dict[str, Any] = {"rule": rule.name, "arn": target["Arn"], "delivered": service in _DELIVERED_BY_MOTO}
    if service == "sns":
        said.update(_publish(target["Arn"], _message(target, event)))
    elif not said["delivered"]:
        said["reason"] = f"the local AWS does not run targets of {service}"
    if _sent and _sent[0].source == event["source"]:
        _sent[0].targets.append(said)


def _service(target: dict[str, Any]) -> str:
    return str(target["Arn"].split(":")[2])


def _message(target: dict[str, Any], event: dict[str, Any]) -> str:
    """The event as the target's input transformer words it, or whole."""
    transformer = target.get("InputTransformer", {})
    made = EventTemplateParser.parse(
        input_template=transformer.get("InputTemplate"),
        input_paths_map=transformer.get("InputPathsMap", {}),
        event=event,
    )
    return made if isinstance(made, str) else json.dumps(made, default=str)


def _publish(topic: str, message: str) -> dict[str, Any]:
    account, region = topic.split(":")[4], topic.split(":")[3]
    if topic.endswith(".fifo"):
        return {"delivered": False, "reason": "EventBridge has no FIFO topics as targets"}
    try:
        client("sns", account, region).publish(TopicArn=topic, Message=message)
    except ClientError as error:
        return {"delivered": False, "reason": str(error)}
    return {"delivered": True}
