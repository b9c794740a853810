"""AWS WAF: web ACLs and their associations (records; no traffic is filtered)."""

from ..cloudformation.model import Json
from .handler import Handler, handles
from .retag import retag


@handles("WAFv2::WebACL")
class WebAcl(Handler):
    service, create_operation, name_property = "wafv2", "create_web_acl", "Name"

    def identify(self, answer: Json) -> str:
        self.state["summary"] = answer["Summary"]
        return f"{answer['Summary']['Name']}|{answer['Summary']['Id']}|{self.properties['Scope']}"

    def update(self, before: Json) -> None:
        self.call("update_web_acl", {**self.properties, **self._me()}, LockToken=self._lock())

    def delete(self) -> None:
        self.call("delete_web_acl", self._me(), LockToken=self._lock())

    def attributes(self) -> Json:
        summary = self.state["summary"]
        return {"Arn": summary["ARN"], "Id": summary["Id"], "Capacity": "0", "LabelNamespace": ""}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.state["summary"]["ARN"], tags, gone)

    def _me(self) -> Json:
        name, identifier, scope = self.physical_id.split("|")
        return {"Name": name, "Id": identifier, "Scope": scope}

    def _lock(self) -> str:
        return self.call("get_web_acl", self._me())["LockToken"]


@handles("WAFv2::WebACLAssociation")
class WebAclAssociation(Handler):
    service, create_operation = "wafv2", "associate_web_acl"

    def arguments(self) -> Json:
        return {"ResourceArn": self.properties["ResourceArn"], "WebACLArn": self._acl()}

    def identify(self, answer: Json) -> str:
        return f"{self._acl()}|{self.properties['ResourceArn']}"

    def delete(self) -> None:
        self.call("disassociate_web_acl", ResourceArn=self.properties["ResourceArn"])

    def _acl(self) -> str:
        return self.properties.get("WebACLArn") or self.properties["WebAclArn"]
