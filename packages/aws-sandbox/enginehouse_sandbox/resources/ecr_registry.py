"""Amazon ECR's registry: its policy and its pull-through cache rules."""

import json

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only


@handles("ECR::RegistryPolicy")
class RegistryPolicy(Handler):
    """One for each account and region: its name is the account."""

    service, delete_operation = "ecr", "delete_registry_policy"

    def identify(self, answer: Json) -> str:
        return self.account

    def after(self) -> None:
        self.call("put_registry_policy", policyText=json.dumps(self.properties["PolicyText"]))

    def delete(self) -> None:
        self.call("delete_registry_policy")

    def attributes(self) -> Json:
        return {"RegistryId": self.account}

    def read(self) -> Json:
        return {"PolicyText": json.loads(self.call("get_registry_policy")["policyText"])}


@handles("ECR::PullThroughCacheRule")
class PullThroughCacheRule(Handler):
    service, create_operation, update_operation = (
        "ecr",
        "create_pull_through_cache_rule",
        "update_pull_through_cache_rule",
    )
    delete_operation, id_argument = "delete_pull_through_cache_rule", "ecrRepositoryPrefix"

    def identify(self, answer: Json) -> str:
        return answer["ecrRepositoryPrefix"]

    def update_arguments(self) -> Json:
        return only(self.properties, "CredentialArn", "CustomRoleArn")

    def read(self) -> Json:
        found = self.call("describe_pull_through_cache_rules", ecrRepositoryPrefixes=[self.physical_id])
        live = dig(found, "pullThroughCacheRules.0")
        return {"UpstreamRegistryUrl": live["upstreamRegistryUrl"], "CredentialArn": live.get("credentialArn")}
