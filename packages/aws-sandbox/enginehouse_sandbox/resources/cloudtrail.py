"""AWS CloudTrail: trails (what they would record is not written anywhere)."""

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only

_SETTINGS = {"KmsKeyId": "KMSKeyId"}


@handles("CloudTrail::Trail")
class Trail(Handler):
    service, create_operation, update_operation = "cloudtrail", "create_trail", "update_trail"
    name_property, name_limit = "TrailName", 128
    delete_operation, id_argument = "delete_trail", "Name"

    def arguments(self) -> Json:
        """The template calls some settings otherwise than the API."""
        renamed = {api: self.properties[name] for api, name in _SETTINGS.items() if name in self.properties}
        tags = {"TagsList": self.properties["Tags"]} if self.properties.get("Tags") else {}
        return {**self.properties, **renamed, **tags, "Name": self.properties["TrailName"]}

    def after(self) -> None:
        logs = str(self.properties["IsLogging"]).lower() == "true"
        self.call("start_logging" if logs else "stop_logging", Name=self.physical_id)
        selectors = only(self.properties, "EventSelectors", "AdvancedEventSelectors")
        if selectors:
            self.call("put_event_selectors", selectors, TrailName=self.physical_id)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        arn = self._live()["TrailARN"]
        self.call("add_tags", ResourceId=arn, TagsList=tags)
        if gone:
            self.call("remove_tags", ResourceId=arn, TagsList=[{"Key": key} for key in gone])

    def attributes(self) -> Json:
        return {"Arn": self._live()["TrailARN"], "SnsTopicArn": self._live().get("SnsTopicARN", "")}

    def read(self) -> Json:
        live = self._live()
        return {
            **only(live, "S3BucketName", "IncludeGlobalServiceEvents", "IsMultiRegionTrail"),
            "EnableLogFileValidation": live["LogFileValidationEnabled"],
            "IsLogging": self.call("get_trail_status", Name=self.physical_id)["IsLogging"],
        }

    def _live(self) -> Json:
        found = self.call("describe_trails", trailNameList=[self.physical_id])["trailList"]
        named = [trail for trail in found if trail["Name"] == self.physical_id]
        return dig(named, "0")
