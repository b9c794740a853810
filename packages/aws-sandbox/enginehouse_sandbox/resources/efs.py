"""Amazon EFS: file systems, mount targets, access points."""

from ..cloudformation.model import Json
from .handler import Handler, handles, only, without


@handles("EFS::FileSystem")
class FileSystem(Handler):
    service, create_operation, id_path = "efs", "create_file_system", "FileSystemId"
    delete_operation, id_argument = "delete_file_system", "FileSystemId"

    def arguments(self) -> Json:
        made = without(self.properties, "FileSystemTags", "LifecyclePolicies", "BackupPolicy", "FileSystemPolicy")
        made["Tags"] = self.properties.get("FileSystemTags", [])
        return {**made, "CreationToken": self.generated_name, "Backup": self._backup()}

    def after(self) -> None:
        policies = self.properties.get("LifecyclePolicies")
        if policies:
            self.call("put_lifecycle_configuration", FileSystemId=self.physical_id, LifecyclePolicies=policies)

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
