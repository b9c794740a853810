"""CloudWatch Logs: groups, streams, filters, resource policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only
from .retag import retag


@handles("Logs::LogGroup")
class LogGroup(Handler):
    service, create_operation = "logs", "create_log_group"
    delete_operation, id_argument = "delete_log_group", "logGroupName"
    name_property = "LogGroupName"

    def after(self) -> None:
        days = self.properties.get("RetentionInDays")
        if days:
            self.call("put_retention_policy", logGroupName=self.physical_id, retentionInDays=days)

    def update(self, before: Json) -> None:
        if before.get("RetentionInDays") and not self.properties.get("RetentionInDays"):
            self.call("delete_retention_policy", logGroupName=self.physical_id)
        self.after()

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.arn(f"log-group:{self.physical_id}"), tags, gone)

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"log-group:{self.physical_id}:*")}

    def read(self) -> Json:
        live = self.call("describe_log_groups", logGroupNamePrefix=self.physical_id)["logGroups"]
        found = dig([group for group in live if group["logGroupName"] == self.physical_id], "0")
        return {"RetentionInDays": found.get("retentionInDays")}


@handles("Logs::LogStream")
class LogStream(Handler):
    service, create_operation, name_property = "logs", "create_log_stream", "LogStreamName"

    def delete(self) -> None:
        self.call("delete_log_stream", only(self.properties, "LogGroupName"), logStreamName=self.physical_id)


@handles("Logs::MetricFilter")
class MetricFilter(Handler):
    service, create_operation, update_operation = "logs", "put_metric_filter", "put_metric_filter"
    name_property = "FilterName"

    def delete(self) -> None:
        self.call("delete_metric_filter", only(self.properties, "LogGroupName"), filterName=self.physical_id)


@handles("Logs::SubscriptionFilter")
class SubscriptionFilter(Handler):
    service, create_operation, update_operation = "logs", "put_subscription_filter", "put_subscription_filter"
    name_property = "FilterName"

    def delete(self) -> None:
        self.call("delete_subscription_filter", only(self.properties, "LogGroupName"), filterName=self.physical_id)


@handles("Logs::ResourcePolicy")
class LogResourcePolicy(Handler):
    service, create_operation, update_operation = "logs", "put_resource_policy", "put_resource_policy"
    delete_operation, id_argument, name_property = "delete_resource_policy", "policyName", "PolicyName"

    def arguments(self) -> Json:
        document = self.properties["PolicyDocument"]
        text = document if isinstance(document, str) else json.dumps(document)
        return {"policyName": self.properties["PolicyName"], "policyDocument": text}

    def update(self, before: Json) -> None:
        self.call("put_resource_policy", self.arguments())


@handles("Logs::QueryDefinition")
class QueryDefinition(Handler):
    """Recorded only: moto has no saved queries."""

    stub = True

    def attributes(self) -> Json:
        return {"QueryDefinitionId": self.physical_id}
