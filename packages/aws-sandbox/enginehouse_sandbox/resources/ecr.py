"""Amazon ECR: repositories with lifecycle and repository policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, dig, handles
from .retag import retag


@handles("ECR::Repository")
class Repository(Handler):
    service, create_operation = "ecr", "create_repository"
    name_property, name_lower = "RepositoryName", True

    def after(self) -> None:
        lifecycle = (self.properties.get("LifecyclePolicy") or {}).get("LifecyclePolicyText")
        policy = self.properties.get("RepositoryPolicyText")
        if lifecycle:
            self.call("put_lifecycle_policy", repositoryName=self.physical_id, lifecyclePolicyText=lifecycle)
        if policy:
            self.call("set_repository_policy", repositoryName=self.physical_id, policyText=json.dumps(policy))

    def update(self, before: Json) -> None:
        scanning = self.properties.get("ImageScanningConfiguration")
        if scanning:
            self.call(
                "put_image_scanning_configuration",
                repositoryName=self.physical_id,
                imageScanningConfiguration=scanning,
            )
        self.call(
            "put_image_tag_mutability",
            repositoryName=self.physical_id,
            imageTagMutability=self.properties.get("ImageTagMutability", "MUTABLE"),
        )
        self.after()

    def delete(self) -> None:
        force = bool(self.properties.get("EmptyOnDelete", False))
        self.call("delete_repository", repositoryName=self.physical_id, force=force)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.arn(f"repository/{self.physical_id}"), tags, gone)

    def attributes(self) -> Json:
        live = dig(self.call("describe_repositories", repositoryNames=[self.physical_id]), "repositories.0")
        return {"Arn": live["repositoryArn"], "RepositoryUri": live["repositoryUri"]}
