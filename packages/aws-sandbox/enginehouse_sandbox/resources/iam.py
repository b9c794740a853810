"""AWS IAM: roles, policies, instance profiles, users, groups."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles, only


class _Principal(Handler):
    """A role, user or group: attached and inline policies."""

    service = "iam"
    kind = ""
    key = ""

    def after(self) -> None:
        for arn in self.properties.get("ManagedPolicyArns", []):
            self.call(f"attach_{self.kind}_policy", {self.key: self.physical_id, "PolicyArn": arn})
        for policy in self.properties.get("Policies", []):
            document = json.dumps(policy["PolicyDocument"])
            arguments = {self.key: self.physical_id, "PolicyName": policy["PolicyName"], "PolicyDocument": document}
            self.call(f"put_{self.kind}_policy", arguments)

    def update(self, before: Json) -> None:
        kept = self.properties.get("ManagedPolicyArns", [])
        for arn in before.get("ManagedPolicyArns", []):
            if arn not in kept:
                self.call(f"detach_{self.kind}_policy", {self.key: self.physical_id, "PolicyArn": arn})
        names = {policy["PolicyName"] for policy in self.properties.get("Policies", [])}
        for policy in before.get("Policies", []):
            if policy["PolicyName"] not in names:
                arguments = {self.key: self.physical_id, "PolicyName": policy["PolicyName"]}
                self.call(f"delete_{self.kind}_policy", arguments)
        self.after()

    def delete(self) -> None:
        me = {self.key: self.physical_id}
        for policy in self.call(f"list_attached_{self.kind}_policies", me)["AttachedPolicies"]:
            self.call(f"detach_{self.kind}_policy", {**me, "PolicyArn": policy["PolicyArn"]})
        for name in self.call(f"list_{self.kind}_policies", me)["PolicyNames"]:
            self.call(f"delete_{self.kind}_policy", {**me, "PolicyName": name})
        self.call(f"delete_{self.kind}", me)


@handles("IAM::Role")
class Role(_Principal):
    create_operation, name_property, name_limit = "create_role", "RoleName", 64
    kind, key = "role", "RoleName"

    def arguments(self) -> Json:
        return {**self.properties, "AssumeRolePolicyDocument": json.dumps(self.properties["AssumeRolePolicyDocument"])}

    def update(self, before: Json) -> None:
        trust = json.dumps(self.properties["AssumeRolePolicyDocument"])
        self.call("update_assume_role_policy", RoleName=self.physical_id, PolicyDocument=trust)
        super().update(before)

    def attributes(self) -> Json:
        live = self.call("get_role", RoleName=self.physical_id)["Role"]
        return {"Arn": live["Arn"], "RoleId": live["RoleId"]}

    def read(self) -> Json:
        attached = self.call("list_attached_role_policies", RoleName=self.physical_id)["AttachedPolicies"]
        return {"ManagedPolicyArns": sorted(policy["PolicyArn"] for policy in attached)}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        self.call("tag_role", RoleName=self.physical_id, Tags=tags)
        self.call("untag_role", RoleName=self.physical_id, TagKeys=gone)


@handles("IAM::User")
class User(_Principal):
    create_operation, name_property, name_limit = "create_user", "UserName", 64
    kind, key = "user", "UserName"

    def attributes(self) -> Json:
        return {"Arn": self.call("get_user", UserName=self.physical_id)["User"]["Arn"]}


@handles("IAM::Group")
class Group(_Principal):
    create_operation, name_property, name_limit = "create_group", "GroupName", 128
    kind, key = "group", "GroupName"

    def attributes(self) -> Json:
        return {"Arn": self.call("get_group", GroupName=self.physical_id)["Group"]["Arn"]}


@handles("IAM::Policy")
class InlinePolicy(Handler):
    """A policy put inline on roles, users and groups."""

    service = "iam"

    def identify(self, answer: Json) -> str:
        return self.generated_name

    def after(self) -> None:
        document = json.dumps(self.properties["PolicyDocument"])
        for kind, key, name in self._holders(self.properties):
            arguments = {key: name, "PolicyName": self.properties["PolicyName"], "PolicyDocument": document}
            self.call(f"put_{kind}_policy", arguments)

    def update(self, before: Json) -> None:
        gone = [holder for holder in self._holders(before) if holder not in self._holders(self.properties)]
        if before["PolicyName"] != self.properties["PolicyName"]:
            gone = self._holders(before)
        for kind, key, name in gone:
            self.call(f"delete_{kind}_policy", {key: name, "PolicyName": before["PolicyName"]})
        self.after()

    def delete(self) -> None:
        for kind, key, name in self._holders(self.properties):
            self.call(f"delete_{kind}_policy", {key: name, "PolicyName": self.properties["PolicyName"]})

    @staticmethod
    def _holders(properties: Json) -> list[tuple[str, str, str]]:
        return [
            (kind, f"{kind.title()}Name", name)
            for kind in ("role", "user", "group")
            for name in properties.get(f"{kind.title()}s", [])
        ]


@handles("IAM::ManagedPolicy")
class ManagedPolicy(Handler):
    service, create_operation, id_path = "iam", "create_policy", "Policy.Arn"
    name_property, name_limit = "ManagedPolicyName", 128

    def arguments(self) -> Json:
        document = json.dumps(self.properties["PolicyDocument"])
        made = only(self.properties, "Path", "Description")
        return {**made, "PolicyName": self.properties["ManagedPolicyName"], "PolicyDocument": document}

    def after(self) -> None:
        for kind in ("role", "user", "group"):
            for name in self.properties.get(f"{kind.title()}s", []):
                self.call(f"attach_{kind}_policy", {f"{kind.title()}Name": name, "PolicyArn": self.physical_id})

    def update(self, before: Json) -> None:
        versions = self.call("list_policy_versions", PolicyArn=self.physical_id)["Versions"]
        for version in versions:
            if not version["IsDefaultVersion"]:
                self.call("delete_policy_version", PolicyArn=self.physical_id, VersionId=version["VersionId"])
        document = json.dumps(self.properties["PolicyDocument"])
        self.call("create_policy_version", PolicyArn=self.physical_id, PolicyDocument=document, SetAsDefault=True)
        self.after()

    def delete(self) -> None:
        entities = self.call("list_entities_for_policy", PolicyArn=self.physical_id)
        for kind in ("Role", "User", "Group"):
            for entity in entities[f"Policy{kind}s"]:
                arguments = {f"{kind}Name": entity[f"{kind}Name"], "PolicyArn": self.physical_id}
                self.call(f"detach_{kind.lower()}_policy", arguments)
        for version in self.call("list_policy_versions", PolicyArn=self.physical_id)["Versions"]:
            if not version["IsDefaultVersion"]:
                self.call("delete_policy_version", PolicyArn=self.physical_id, VersionId=version["VersionId"])
        self.call("delete_policy", PolicyArn=self.physical_id)

    def attributes(self) -> Json:
        return {"PolicyArn": self.physical_id}


@handles("IAM::InstanceProfile")
class InstanceProfile(Handler):
    service, create_operation = "iam", "create_instance_profile"
    name_property, name_limit = "InstanceProfileName", 128

    def after(self) -> None:
        profile = self._live()
        held = {role["RoleName"] for role in profile["Roles"]}
        wanted = set(self.properties.get("Roles", []))
        for name in held - wanted:
            self._role("remove", name)
        for name in wanted - held:
            self._role("add", name)

    def delete(self) -> None:
        for role in self._live()["Roles"]:
            self._role("remove", role["RoleName"])
        self.call("delete_instance_profile", InstanceProfileName=self.physical_id)

    def attributes(self) -> Json:
        return {"Arn": self._live()["Arn"]}

    def _live(self) -> Json:
        return self.call("get_instance_profile", InstanceProfileName=self.physical_id)["InstanceProfile"]

    def _role(self, verb: str, name: str) -> None:
        direction = {"add": "to", "remove": "from"}[verb]
        self.call(f"{verb}_role_{direction}_instance_profile", InstanceProfileName=self.physical_id, RoleName=name)


@handles("IAM::AccessKey")
class AccessKey(Handler):
    service, create_operation, id_path = "iam", "create_access_key", "AccessKey.AccessKeyId"

    def create(self) -> None:
        made = self.call("create_access_key", self.arguments())["AccessKey"]
        self.resource.physical_id = made["AccessKeyId"]
        self.state["secret"] = made["SecretAccessKey"]

    def delete(self) -> None:
        self.call("delete_access_key", only(self.properties, "UserName"), AccessKeyId=self.physical_id)

    def attributes(self) -> Json:
        return {"SecretAccessKey": self.state["secret"]}
