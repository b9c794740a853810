"""Amazon DynamoDB: tables (a global table is one table here)."""

from ..cloudformation.model import Json
from .handler import Handler, handles, only, without

_NOT_IN_CREATE = (
    "Replicas",
    "WriteProvisionedThroughputSettings",
    "TimeToLiveSpecification",
    "PointInTimeRecoverySpecification",
    "ContributorInsightsSpecification",
)


@handles("DynamoDB::Table", "DynamoDB::GlobalTable")
class Table(Handler):
    service, create_operation, name_property = "dynamodb", "create_table", "TableName"
    delete_operation, id_argument = "delete_table", "TableName"

    def arguments(self) -> Json:
        made = without(self.properties, *_NOT_IN_CREATE)
        made["BillingMode"] = self._billing()
        if made.get("StreamSpecification"):
            made["StreamSpecification"] = {"StreamEnabled": True, **made["StreamSpecification"]}
        if "SSESpecification" in made:
            made["SSESpecification"] = {
                ("Enabled" if key == "SSEEnabled" else key): value for key, value in made["SSESpecification"].items()
            }
        return made

    def after(self) -> None:
        time_to_live = self.properties.get("TimeToLiveSpecification")
        if time_to_live:
            self.call("update_time_to_live", TableName=self.physical_id, TimeToLiveSpecification=time_to_live)

    def update(self, before: Json) -> None:
        changeable = ("ProvisionedThroughput", "AttributeDefinitions", "DeletionProtectionEnabled")
        made = {**only(self.properties, *changeable), "BillingMode": self._billing()}
        self.call("update_table", made, TableName=self.physical_id)

    def attributes(self) -> Json:
        live = self._live()
        return {"Arn": live["TableArn"], "StreamArn": live.get("LatestStreamArn"), "TableId": live.get("TableId")}

    def read(self) -> Json:
        live = self._live()
        return {"BillingMode": live.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED")}

    def _billing(self) -> str:
        if "ProvisionedThroughput" in self.properties:
            return "PROVISIONED"
        return self.properties.get("BillingMode", "PAY_PER_REQUEST")

    def _live(self) -> Json:
        return self.call("describe_table", TableName=self.physical_id)["Table"]
