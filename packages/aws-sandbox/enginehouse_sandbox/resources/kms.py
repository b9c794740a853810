"""AWS KMS: keys and aliases."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles, only


@handles("KMS::Key")
class Key(Handler):
    """Deleting schedules the key's deletion, as in AWS; it stays listed as PendingDeletion."""

    service, create_operation, id_path = "kms", "create_key", "KeyMetadata.KeyId"

    def arguments(self) -> Json:
        made = only(self.properties, "Description", "KeySpec", "KeyUsage", "MultiRegion")
        if "KeyPolicy" in self.properties:
            made["Policy"] = json.dumps(self.properties["KeyPolicy"])
        made["Tags"] = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in self.properties.get("Tags", [])]
        return made

    def after(self) -> None:
        spec = self.properties.get("KeySpec", "SYMMETRIC_DEFAULT")
        if spec != "SYMMETRIC_DEFAULT" or "EnableKeyRotation" not in self.properties:
            return
        rotate = str(self.properties["EnableKeyRotation"]).lower() == "true"
        period = only(self.properties, "RotationPeriodInDays") if rotate else {}
        self.call("enable_key_rotation" if rotate else "disable_key_rotation", period, KeyId=self.physical_id)

    def update(self, before: Json) -> None:
        if "KeyPolicy" in self.properties:
            policy = json.dumps(self.properties["KeyPolicy"])
            self.call("put_key_policy", KeyId=self.physical_id, PolicyName="default", Policy=policy)
        if "Description" in self.properties:
            description = self.properties["Description"]
            self.call("update_key_description", KeyId=self.physical_id, Description=description)
        self.after()

    def delete(self) -> None:
        days = self.properties.get("PendingWindowInDays", 30)
        self.call("schedule_key_deletion", KeyId=self.physical_id, PendingWindowInDays=days)

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"key/{self.physical_id}"), "KeyId": self.physical_id}

    def read(self) -> Json:
        live: Json = {"Description": self.call("describe_key", KeyId=self.physical_id)["KeyMetadata"]["Description"]}
        if self.properties.get("KeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT":
            status = self.call("get_key_rotation_status", KeyId=self.physical_id)
            live["EnableKeyRotation"] = status["KeyRotationEnabled"]
        return live

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        named = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in tags]
        self.call("tag_resource", KeyId=self.physical_id, Tags=named)
        self.call("untag_resource", KeyId=self.physical_id, TagKeys=gone)


@handles("KMS::Alias")
class Alias(Handler):
    service, create_operation, update_operation = "kms", "create_alias", "update_alias"
    delete_operation, id_argument = "delete_alias", "AliasName"
    name_property = "AliasName"
