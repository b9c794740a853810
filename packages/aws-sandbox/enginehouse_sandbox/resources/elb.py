"""Elastic Load Balancing: load balancers, target groups, listeners and their rules."""

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without


def retag(handler: Handler, tags: list[Json], gone: list[str]) -> None:
    handler.call("add_tags", ResourceArns=[handler.physical_id], Tags=tags)
    if gone:
        handler.call("remove_tags", ResourceArns=[handler.physical_id], TagKeys=gone)


@handles("ElasticLoadBalancingV2::LoadBalancer")
class LoadBalancer(Handler):
    service, create_operation, id_path = "elbv2", "create_load_balancer", "LoadBalancers.0.LoadBalancerArn"
    delete_operation, id_argument = "delete_load_balancer", "LoadBalancerArn"
    name_property, name_limit = "Name", 32

    def after(self) -> None:
        known = [a for a in self.properties.get("LoadBalancerAttributes", []) if a.get("Value") not in (None, "")]
        if known:
            self.call("modify_load_balancer_attributes", LoadBalancerArn=self.physical_id, Attributes=known)

    def update(self, before: Json) -> None:
        groups = self.properties.get("SecurityGroups")
        if groups != before.get("SecurityGroups") and groups:
            self.call("set_security_groups", LoadBalancerArn=self.physical_id, SecurityGroups=groups)
        subnets = self.properties.get("Subnets")
        if subnets != before.get("Subnets") and subnets:
            self.call("set_subnets", LoadBalancerArn=self.physical_id, Subnets=subnets)
        self.after()

    def delete(self) -> None:
        off = [{"Key": "deletion_protection.enabled", "Value": "false"}]
        if not self._protected():
            self.call("modify_load_balancer_attributes", LoadBalancerArn=self.physical_id, Attributes=off)
        super().delete()

    def attributes(self) -> Json:
        live = self._live()
        return {
            "DNSName": live["DNSName"],
            "CanonicalHostedZoneID": live["CanonicalHostedZoneId"],
            "LoadBalancerName": live["LoadBalancerName"],
            "LoadBalancerFullName": self.physical_id.split(":loadbalancer/")[1],
            "LoadBalancerArn": self.physical_id,
            "SecurityGroups": live.get("SecurityGroups", []),
        }

    def read(self) -> Json:
        return only(self._live(), "Scheme", "Type")

    def _live(self) -> Json:
        return dig(self.call("describe_load_balancers", LoadBalancerArns=[self.physical_id]), "LoadBalancers.0")

    def _protected(self) -> bool:
        attributes = self.call("describe_load_balancer_attributes", LoadBalancerArn=self.physical_id)["Attributes"]
        return any(a["Key"] == "deletion_protection.enabled" and a["Value"] == "true" for a in attributes)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, tags, gone)


@handles("ElasticLoadBalancingV2::TargetGroup")
class TargetGroup(Handler):
    service, create_operation, id_path = "elbv2", "create_target_group", "TargetGroups.0.TargetGroupArn"
    delete_operation, id_argument = "delete_target_group", "TargetGroupArn"
    name_property, name_limit = "Name", 32
    update_operation = "modify_target_group"

    def arguments(self) -> Json:
        return {"Protocol": "HTTP", **without(self.properties, "Targets", "TargetGroupAttributes")}

    def update_arguments(self) -> Json:
        checked = ("HealthCheck", "Matcher", "HealthyThreshold", "UnhealthyThreshold")
        return {key: value for key, value in self.properties.items() if key.startswith(checked)}

    def after(self) -> None:
        targets, attributes = self.properties.get("Targets"), self.properties.get("TargetGroupAttributes")
        if targets:
            self.call("register_targets", TargetGroupArn=self.physical_id, Targets=targets)
        if attributes:
            self.call("modify_target_group_attributes", TargetGroupArn=self.physical_id, Attributes=attributes)

    def update(self, before: Json) -> None:
        super().update(before)
        gone = [t for t in before.get("Targets", []) if t not in self.properties.get("Targets", [])]
        if gone:
            self.call("deregister_targets", TargetGroupArn=self.physical_id, Targets=gone)

    def attributes(self) -> Json:
        live = self._live()
        return {
            "TargetGroupArn": self.physical_id,
            "TargetGroupName": live["TargetGroupName"],
            "TargetGroupFullName": self.physical_id.split(":")[-1],
            "LoadBalancerArns": live.get("LoadBalancerArns", []),
        }

    def read(self) -> Json:
        names = ("Port", "Protocol", "HealthCheckPort", "HealthCheckProtocol", "HealthCheckIntervalSeconds")
        return only(self._live(), *names, "HealthyThresholdCount", "UnhealthyThresholdCount")

    def _live(self) -> Json:
        return dig(self.call("describe_target_groups", TargetGroupArns=[self.physical_id]), "TargetGroups.0")

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, tags, gone)


def _actions(properties: Json) -> Json:
    """Fixed responses take a text status code in the API, a number or text in templates."""
    made = dict(properties)
    for name in ("DefaultActions", "Actions"):
        if name in made:
            made[name] = [_action(action) for action in made[name]]
    return made


def _action(action: Json) -> Json:
    fixed = action.get("FixedResponseConfig")
    return {**action, "FixedResponseConfig": {**fixed, "StatusCode": str(fixed["StatusCode"])}} if fixed else action


@handles("ElasticLoadBalancingV2::Listener")
class Listener(Handler):
    service, create_operation, id_path = "elbv2", "create_listener", "Listeners.0.ListenerArn"
    update_operation, delete_operation, id_argument = "modify_listener", "delete_listener", "ListenerArn"

    def arguments(self) -> Json:
        return _actions(self.properties)

    def attributes(self) -> Json:
        return {"ListenerArn": self.physical_id}

    def read(self) -> Json:
        live = dig(self.call("describe_listeners", ListenerArns=[self.physical_id]), "Listeners.0")
        return only(live, "Port", "Protocol")


@handles("ElasticLoadBalancingV2::ListenerRule")
class ListenerRule(Handler):
    service, create_operation, id_path = "elbv2", "create_rule", "Rules.0.RuleArn"
    update_operation, delete_operation, id_argument = "modify_rule", "delete_rule", "RuleArn"

    def arguments(self) -> Json:
        return _actions(self.properties)

    def update_arguments(self) -> Json:
        return only(_actions(self.properties), "Conditions", "Actions")

    def attributes(self) -> Json:
        return {"RuleArn": self.physical_id, "IsDefault": "false"}


@handles("ElasticLoadBalancingV2::ListenerCertificate")
class ListenerCertificate(Handler):
    service, create_operation = "elbv2", "add_listener_certificates"

    def identify(self, answer: Json) -> str:
        return f"{self.properties['ListenerArn']}|certificates"

    def delete(self) -> None:
        self.call("remove_listener_certificates", self.properties)
