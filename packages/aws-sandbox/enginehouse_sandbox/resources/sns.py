"""Amazon SNS: topics, subscriptions, topic policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles, only

_ATTRIBUTES = ("DisplayName", "FifoTopic", "ContentBasedDeduplication", "SignatureVersion", "TracingConfig")


@handles("SNS::Topic")
class Topic(Handler):
    service, create_operation, id_path = "sns", "create_topic", "TopicArn"
    delete_operation, id_argument = "delete_topic", "TopicArn"
    name_property = "TopicName"

    def arguments(self) -> Json:
        attributes = only(self.properties, *_ATTRIBUTES, "KmsMasterKeyId")
        return {"Name": self.properties["TopicName"], "Attributes": attributes, "Tags": self.properties.get("Tags", [])}

    def create(self) -> None:
        super().create()
        for subscription in self.properties.get("Subscription", []):
            self.call("subscribe", subscription, TopicArn=self.physical_id)

    def update(self, before: Json) -> None:
        for name in ("DisplayName", "KmsMasterKeyId"):
            if self.properties.get(name) != before.get(name):
                value = self.properties.get(name, "")
                self.call("set_topic_attributes", TopicArn=self.physical_id, AttributeName=name, AttributeValue=value)

    def attributes(self) -> Json:
        return {"TopicArn": self.physical_id, "TopicName": self.physical_id.split(":")[-1]}

    def read(self) -> Json:
        live = self.call("get_topic_attributes", TopicArn=self.physical_id)["Attributes"]
        return only(live, "DisplayName", "KmsMasterKeyId")

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        self.call("tag_resource", ResourceArn=self.physical_id, Tags=tags)
        self.call("untag_resource", ResourceArn=self.physical_id, TagKeys=gone)


@handles("SNS::Subscription")
class Subscription(Handler):
    service, create_operation, id_path = "sns", "subscribe", "SubscriptionArn"
    delete_operation, id_argument = "unsubscribe", "SubscriptionArn"

    def arguments(self) -> Json:
        return {**only(self.properties, "TopicArn", "Protocol", "Endpoint"), "ReturnSubscriptionArn": True}

    def after(self) -> None:
        for name in ("FilterPolicy", "RawMessageDelivery", "RedrivePolicy", "FilterPolicyScope"):
            if name in self.properties:
                value = self.properties[name]
                self.call(
                    "set_subscription_attributes",
                    SubscriptionArn=self.physical_id,
                    AttributeName=name,
                    AttributeValue=value,
                )


@handles("SNS::TopicPolicy")
class TopicPolicy(Handler):
    service = "sns"

    def identify(self, answer: Json) -> str:
        return self.generated_name

    def after(self) -> None:
        document = json.dumps(self.properties["PolicyDocument"])
        for topic in self.properties["Topics"]:
            self.call("set_topic_attributes", TopicArn=topic, AttributeName="Policy", AttributeValue=document)
