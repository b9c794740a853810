"""Amazon S3: buckets with their configuration, and bucket policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles


@handles("S3::Bucket")
class Bucket(Handler):
    service, create_operation = "s3", "create_bucket"
    delete_operation, id_argument = "delete_bucket", "Bucket"
    name_property, name_limit, name_lower = "BucketName", 63, True

    def arguments(self) -> Json:
        made: Json = {"Bucket": self.properties["BucketName"]}
        if self.region != "us-east-1":
            made["CreateBucketConfiguration"] = {"LocationConstraint": self.region}
        return made

    def after(self) -> None:
        given = self.properties
        if given.get("VersioningConfiguration"):
            self._put("put_bucket_versioning", VersioningConfiguration=given["VersioningConfiguration"])
        if given.get("BucketEncryption"):
            self._put("put_bucket_encryption", ServerSideEncryptionConfiguration={"Rules": self._encryption_rules()})
        if given.get("PublicAccessBlockConfiguration"):
            block = given["PublicAccessBlockConfiguration"]
            self._put("put_public_access_block", PublicAccessBlockConfiguration=block)
        if given.get("OwnershipControls"):
            self._put("put_bucket_ownership_controls", OwnershipControls=given["OwnershipControls"])
        rules = [
            _lifecycle_rule(i, rule) for i, rule in enumerate(given.get("LifecycleConfiguration", {}).get("Rules", []))
        ]
        if rules:
            self._put("put_bucket_lifecycle_configuration", LifecycleConfiguration={"Rules": rules})
        if given.get("Tags"):
            self._put("put_bucket_tagging", Tagging={"TagSet": given["Tags"]})

    def update(self, before: Json) -> None:
        if before.get("VersioningConfiguration") and not self.properties.get("VersioningConfiguration"):
            self._put("put_bucket_versioning", VersioningConfiguration={"Status": "Suspended"})
        if before.get("LifecycleConfiguration") and not self.properties.get("LifecycleConfiguration"):
            self._put("delete_bucket_lifecycle")
        self.after()

    def attributes(self) -> Json:
        name = self.physical_id
        return {
            "Arn": f"arn:aws:s3:::{name}",
            "DomainName": f"{name}.s3.amazonaws.com",
            "DualStackDomainName": f"{name}.s3.dualstack.{self.region}.amazonaws.com",
            "RegionalDomainName": f"{name}.s3.{self.region}.amazonaws.com",
            "WebsiteURL": f"http://{name}.s3-website-{self.region}.amazonaws.com",
        }

    def read(self) -> Json:
        status = self._put("get_bucket_versioning").get("Status")
        return {"VersioningConfiguration": {"Status": status}} if status else {}

    def _put(self, operation: str, **arguments: object) -> Json:
        return self.call(operation, Bucket=self.physical_id, **arguments)

    def _encryption_rules(self) -> list[Json]:
        return [
            {"ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"]}
            for rule in self.properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
            if "ServerSideEncryptionByDefault" in rule
        ]


def _lifecycle_rule(index: int, rule: Json) -> Json:
    """CloudFormation's flat lifecycle rule in the API's nested form."""
    made: Json = {
        "ID": rule.get("Id", f"rule-{index}"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if rule.get("ExpirationInDays"):
        made["Expiration"] = {"Days": rule["ExpirationInDays"]}
    elif rule.get("ExpiredObjectDeleteMarker") is not None:
        made["Expiration"] = {"ExpiredObjectDeleteMarker": rule["ExpiredObjectDeleteMarker"]}
    noncurrent = rule.get("NoncurrentVersionExpiration") or (
        {"NoncurrentDays": rule["NoncurrentVersionExpirationInDays"]}
        if rule.get("NoncurrentVersionExpirationInDays")
        else None
    )
    if noncurrent:
        made["NoncurrentVersionExpiration"] = noncurrent
    transitions = rule.get("Transitions") or ([rule["Transition"]] if rule.get("Transition") else [])
    if transitions:
        made["Transitions"] = [{"Days": t["TransitionInDays"], "StorageClass": t["StorageClass"]} for t in transitions]
    upload = rule.get("AbortIncompleteMultipartUpload")
    if upload:
        made["AbortIncompleteMultipartUpload"] = upload
    return made


@handles("S3::BucketPolicy")
class BucketPolicy(Handler):
    service, delete_operation, id_argument = "s3", "delete_bucket_policy", "Bucket"

    def identify(self, answer: Json) -> str:
        return self.properties["Bucket"]

    def after(self) -> None:
        self.call("put_bucket_policy", Bucket=self.physical_id, Policy=json.dumps(self.properties["PolicyDocument"]))

    def read(self) -> Json:
        policy = self.call("get_bucket_policy", Bucket=self.physical_id)["Policy"]
        return {"PolicyDocument": json.loads(policy)}
