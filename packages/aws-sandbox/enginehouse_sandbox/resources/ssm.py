"""AWS Systems Manager: parameters."""

from ..cloudformation.model import Json
from .handler import Handler, handles, without


@handles("SSM::Parameter")
class Parameter(Handler):
    service, create_operation = "ssm", "put_parameter"
    delete_operation, id_argument, name_property = "delete_parameter", "Name", "Name"

    def arguments(self) -> Json:
        tags = [{"Key": key, "Value": value} for key, value in (self.properties.get("Tags") or {}).items()]
        return {**without(self.properties, "Tags"), **({"Tags": tags} if tags else {})}

    def update(self, before: Json) -> None:
        self.call("put_parameter", without(self.properties, "Tags"), Overwrite=True)

    def attributes(self) -> Json:
        return {"Type": self.properties.get("Type"), "Value": self._value()}

    def read(self) -> Json:
        return {"Value": self._value()}

    def _value(self) -> str:
        return self.call("get_parameter", Name=self.physical_id)["Parameter"]["Value"]

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        me = {"ResourceType": "Parameter", "ResourceId": self.physical_id}
        self.call("add_tags_to_resource", me, Tags=tags)
        self.call("remove_tags_from_resource", me, TagKeys=gone)
