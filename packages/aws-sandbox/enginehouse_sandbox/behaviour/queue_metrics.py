"""The metrics SQS publishes about what is in a queue: messages waiting, in work, and the age of the oldest.

Read from the queues themselves; a point when a number of messages changed, else one every `METRIC_SECONDS`.
"""

import time
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.utils import utcnow
from moto.sqs.models import sqs_backends

from ..clock import every_second
from ..retention import forget_points
from ..settings import METRIC_HISTORY_SECONDS, METRIC_SECONDS
from .backends import every

NAMESPACE = "AWS/SQS"

_last: dict[str, tuple[float, int, int]] = {}
"""By ARN of the queue: when the last points were written, messages waiting and in work."""


def install() -> None:
    every_second(publish)


def publish() -> None:
    now = time.time()
    for account, region, backend in every(sqs_backends):
        points = [point for queue in list(backend.queues.values()) for point in _points_of(queue, now)]
        if points:
            cloudwatch_backends[account][region].put_metric_data(NAMESPACE, points)
            forget_points(account, region, {NAMESPACE}, now - METRIC_HISTORY_SECONDS)


def _points_of(queue: Any, now: float) -> list[dict[str, Any]]:
    """None while they are not due."""
    waiting, in_work = queue.approximate_number_of_messages, queue.approximate_number_of_messages_not_visible
    written, *before = _last.get(queue.queue_arn, (0.0, -1, -1))
    if before == [waiting, in_work] and now - written < METRIC_SECONDS:
        return []
    _last[queue.queue_arn] = (now, waiting, in_work)
    sent = [message.sent_timestamp / 1000 for message in list(queue._messages)]
    values = (
        ("ApproximateNumberOfMessagesVisible", waiting, "Count"),
        ("ApproximateNumberOfMessagesNotVisible", in_work, "Count"),
        ("ApproximateAgeOfOldestMessage", max(0.0, now - min(sent, default=now)), "Seconds"),
    )
    dimensions = [{"Name": "QueueName", "Value": queue.name}]
    moment = utcnow()
    return [
        {"MetricName": name, "Value": value, "Unit": unit, "Dimensions": dimensions, "Timestamp": moment}
        for name, value, unit in values
    ]


def clear() -> None:
    _last.clear()
