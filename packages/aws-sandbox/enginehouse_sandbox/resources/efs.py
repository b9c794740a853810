"""Amazon EFS: file systems, mount targets, access points."""

import json

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without
from .retag import OF_ID, retag


@handles("EFS::FileSystem")
class FileSystem(Handler):
    service, create_operation, id_path = "efs", "create_file_system", "FileSystemId"
    delete_operation, id_argument = "delete_file_system", "FileSystemId"

    def arguments(self) -> Json:
        made = without(self.properties, "FileSystemTags", "LifecyclePolicies", "BackupPolicy", "FileSystemPolicy")
        made["Tags"] = self.properties.get("FileSystemTags", [])
        return {**made, "CreationToken": self.generated_name, "Backup": self._backup()}

    def after(self) -> None:
        policies, policy = self.properties.get("LifecyclePolicies"), self.properties.get("FileSystemPolicy")
        if policies is not None:
            self.call("put_lifecycle_configuration", FileSystemId=self.physical_id, LifecyclePolicies=policies)
        if policy:
            self.call("put_file_system_policy", FileSystemId=self.physical_id, Policy=json.dumps(policy))

    def read(self) -> Json:
        found = self.call("describe_file_systems", FileSystemId=self.physical_id)["FileSystems"]
        return only(dig(found, "0"), "Encrypted", "ThroughputMode", "PerformanceMode")

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.physical_id, tags, gone, OF_ID)

    def attributes(self) -> Json:
        return {
            "Arn": self.arn(f"file-system/{self.physical_id}", "elasticfilesystem"),
            "FileSystemId": self.physical_id,
        }

    def _backup(self) -> bool:
        return self.properties.get("BackupPolicy", {}).get("Status") == "ENABLED"


@handles("EFS::MountTarget")
class MountTarget(Handler):
    service, create_operation, id_path = "efs", "create_mount_target", "MountTargetId"
    delete_operation, id_argument = "delete_mount_target", "MountTargetId"

    def update(self, before: Json) -> None:
        self.call(
            "modify_mount_target_security_groups",
            only(self.properties, "SecurityGroups"),
            MountTargetId=self.physical_id,
        )

    def read(self) -> Json:
        found = self.call("describe_mount_target_security_groups", MountTargetId=self.physical_id)
        return only(found, "SecurityGroups")

    def attributes(self) -> Json:
        live = self.call("describe_mount_targets", MountTargetId=self.physical_id)["MountTargets"][0]
        return {"Id": self.physical_id, "IpAddress": live.get("IpAddress")}


@handles("EFS::AccessPoint")
class AccessPoint(Handler):
    service, create_operation, id_path = "efs", "create_access_point", "AccessPointId"
    delete_operation, id_argument = "delete_access_point", "AccessPointId"

    def arguments(self) -> Json:
        made = only(self.properties, "FileSystemId", "PosixUser")
        root = self.properties.get("RootDirectory", {"Path": "/"})
        tags = self.properties.get("AccessPointTags", [])
        return {**made, "ClientToken": self.generated_name, "RootDirectory": root, "Tags": tags}

    def attributes(self) -> Json:
        arn = self.arn(f"access-point/{self.physical_id}", "elasticfilesystem")
        return {"AccessPointId": self.physical_id, "Arn": arn}
