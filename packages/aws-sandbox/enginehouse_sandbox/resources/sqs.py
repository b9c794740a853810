"""Amazon SQS: queues and queue policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles, only

_ATTRIBUTES = [
    "DelaySeconds",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds",
    "VisibilityTimeout",
    "FifoQueue",
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "FifoThroughputLimit",
    "KmsMasterKeyId",
    "KmsDataKeyReusePeriodSeconds",
    "SqsManagedSseEnabled",
    "RedrivePolicy",
    "RedriveAllowPolicy",
]


@handles("SQS::Queue")
class Queue(Handler):
    service, create_operation, id_path = "sqs", "create_queue", "QueueUrl"
    delete_operation, id_argument = "delete_queue", "QueueUrl"
    name_property, name_limit = "QueueName", 80

    def arguments(self) -> Json:
        tags = {tag["Key"]: tag["Value"] for tag in self.properties.get("Tags", [])}
        attributes = only(self.properties, *_ATTRIBUTES)
        return {"QueueName": self.properties["QueueName"], "Attributes": attributes, "tags": tags}

    def update(self, before: Json) -> None:
        changeable = [name for name in _ATTRIBUTES if name != "FifoQueue"]
        self.call("set_queue_attributes", QueueUrl=self.physical_id, Attributes=only(self.properties, *changeable))

    def attributes(self) -> Json:
        live = self.call("get_queue_attributes", QueueUrl=self.physical_id, AttributeNames=["QueueArn"])
        name = self.physical_id.split("/")[-1]
        return {"Arn": live["Attributes"]["QueueArn"], "QueueName": name, "QueueUrl": self.physical_id}


@handles("SQS::QueuePolicy")
class QueuePolicy(Handler):
    service = "sqs"

    def identify(self, answer: Json) -> str:
        return self.generated_name

    def after(self) -> None:
        document = json.dumps(self.properties["PolicyDocument"])
        for queue in self.properties["Queues"]:
            self.call("set_queue_attributes", QueueUrl=queue, Attributes={"Policy": document})
