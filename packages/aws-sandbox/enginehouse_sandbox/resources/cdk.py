"""CDK's own types: metadata, and the custom resource that empties a bucket before it is deleted."""

from ..cloudformation.model import Json
from .handler import Handler, handles


@handles("CDK::Metadata")
class Metadata(Handler):
    def identify(self, answer: Json) -> str:
        return self.generated_name


@handles("Custom::S3AutoDeleteObjects")
class AutoDeleteObjects(Handler):
    """What CDK's provider Lambda does on delete: remove every version of every object."""

    service = "s3"

    def delete(self) -> None:
        bucket = self.properties["BucketName"]
        listed = self.call("list_object_versions", Bucket=bucket)
        for entry in [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]:
            self.call("delete_object", Bucket=bucket, Key=entry["Key"], VersionId=entry["VersionId"])
