"""Security groups and their rules."""

from ..cloudformation.model import Json
from .ec2_network import Ec2Handler
from .handler import Handler, dig, handles, only


def permission(rule: Json) -> Json:
    """A rule in CloudFormation's flat form as the API's IpPermission."""
    described = only(rule, "Description")
    made: Json = only(rule, "IpProtocol", "FromPort", "ToPort")
    peer = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    prefixes = rule.get("SourcePrefixListId") or rule.get("DestinationPrefixListId")
    if rule.get("CidrIp"):
        made["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    if rule.get("CidrIpv6"):
        made["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    if peer:
        made["UserIdGroupPairs"] = [{"GroupId": peer, **described}]
    if prefixes:
        made["PrefixListIds"] = [{"PrefixListId": prefixes, **described}]
    return made


@handles("EC2::SecurityGroup")
class SecurityGroup(Ec2Handler):
    create_operation, id_path = "create_security_group", "GroupId"
    delete_operation, id_argument = "delete_security_group", "GroupId"
    name_property = "GroupName"

    def arguments(self) -> Json:
        return {**only(self.properties, "GroupName", "VpcId"), "Description": self.properties["GroupDescription"]}

    def create(self) -> None:
        super().create()
        if "SecurityGroupEgress" in self.properties:
            self._revoke("egress", self._live()["IpPermissionsEgress"])
        self._authorize("ingress", self.properties.get("SecurityGroupIngress", []))
        self._authorize("egress", self.properties.get("SecurityGroupEgress", []))

    def update(self, before: Json) -> None:
        super().update(before)
        for direction, name in (("ingress", "SecurityGroupIngress"), ("egress", "SecurityGroupEgress")):
            old, new = before.get(name, []), self.properties.get(name, [])
            self._revoke(direction, [permission(rule) for rule in old if rule not in new])
            self._authorize(direction, [rule for rule in new if rule not in old])

    def attributes(self) -> Json:
        return {"GroupId": self.physical_id, "Id": self.physical_id, "VpcId": self._live().get("VpcId")}

    def read(self) -> Json:
        return {"GroupDescription": self._live()["Description"]}

    def _live(self) -> Json:
        return dig(self.call("describe_security_groups", GroupIds=[self.physical_id]), "SecurityGroups.0")

    def _authorize(self, direction: str, rules: list[Json]) -> None:
        for rule in rules:
            self.call(
                f"authorize_security_group_{direction}", GroupId=self.physical_id, IpPermissions=[permission(rule)]
            )

    def _revoke(self, direction: str, permissions: list[Json]) -> None:
        for one in permissions:
            self.call(f"revoke_security_group_{direction}", GroupId=self.physical_id, IpPermissions=[one])


class _Rule(Handler):
    service = "ec2"
    direction: str

    def create(self) -> None:
        answer = self.call(f"authorize_security_group_{self.direction}", self._arguments())
        self.resource.physical_id = dig(answer, "SecurityGroupRules.0.SecurityGroupRuleId")

    def delete(self) -> None:
        self.call(f"revoke_security_group_{self.direction}", self._arguments())

    def attributes(self) -> Json:
        return {"Id": self.physical_id}

    def _arguments(self) -> Json:
        return {"GroupId": self.properties["GroupId"], "IpPermissions": [permission(self.properties)]}


@handles("EC2::SecurityGroupIngress")
class SecurityGroupIngress(_Rule):
    direction = "ingress"


@handles("EC2::SecurityGroupEgress")
class SecurityGroupEgress(_Rule):
    direction = "egress"
