"""EC2 Auto Scaling: groups, policies, scheduled actions, lifecycle hooks."""

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without
from .tags import system_tags

_SIZES = ("MinSize", "MaxSize", "DesiredCapacity")
_SCALARS = (*_SIZES, "HealthCheckType", "HealthCheckGracePeriod", "DefaultCooldown", "DefaultInstanceWarmup")


@handles("AutoScaling::AutoScalingGroup")
class AutoScalingGroup(Handler):
    """A changed launch template rolls no running instance; update and creation policies have no effect here."""

    service, create_operation = "autoscaling", "create_auto_scaling_group"
    name_property, id_argument = "AutoScalingGroupName", "AutoScalingGroupName"

    def arguments(self) -> Json:
        made = without(self.properties, "Tags", "VPCZoneIdentifier", "LaunchTemplate", "LifecycleHookSpecificationList")
        made = without(made, "MetricsCollection", "NotificationConfigurations")
        return {**made, **self._placement(), "Tags": self._tags()}

    def after(self) -> None:
        for hook in self.properties.get("LifecycleHookSpecificationList", []):
            self.call("put_lifecycle_hook", hook, AutoScalingGroupName=self.physical_id)

    def update(self, before: Json) -> None:
        made = {**only(self.properties, *_SCALARS), **self._placement()}
        self.call("update_auto_scaling_group", made, AutoScalingGroupName=self.physical_id)
        self._retag()
        self._follow_target_groups(before)

    def delete(self) -> None:
        self.call("delete_auto_scaling_group", AutoScalingGroupName=self.physical_id, ForceDelete=True)

    def attributes(self) -> Json:
        return {"AutoScalingGroupARN": self._live()["AutoScalingGroupARN"]}

    def read(self) -> Json:
        live = self._live()
        return {**{key: str(live[key]) for key in _SIZES}, "HealthCheckType": live["HealthCheckType"]}

    def _live(self) -> Json:
        return dig(
            self.call("describe_auto_scaling_groups", AutoScalingGroupNames=[self.physical_id]), "AutoScalingGroups.0"
        )

    def _placement(self) -> Json:
        made: Json = {}
        if self.properties.get("VPCZoneIdentifier"):
            made["VPCZoneIdentifier"] = ",".join(self.properties["VPCZoneIdentifier"])
        if self.properties.get("LaunchTemplate"):
            made["LaunchTemplate"] = only(
                self.properties["LaunchTemplate"], "LaunchTemplateId", "LaunchTemplateName", "Version"
            )
        return made

    def _tags(self) -> list[Json]:
        name = self.properties["AutoScalingGroupName"]
        own = [*self.properties.get("Tags", [])]
        own += [{**tag, "PropagateAtLaunch": True} for tag in system_tags(self.stack, self.resource.logical_id)]
        return [{**tag, "ResourceId": name, "ResourceType": "auto-scaling-group"} for tag in own]

    def _retag(self) -> None:
        self.call("create_or_update_tags", Tags=self._tags())

    def _follow_target_groups(self, before: Json) -> None:
        old, new = before.get("TargetGroupARNs", []), self.properties.get("TargetGroupARNs", [])
        for operation, arns in (
            ("attach_load_balancer_target_groups", [arn for arn in new if arn not in old]),
            ("detach_load_balancer_target_groups", [arn for arn in old if arn not in new]),
        ):
            if arns:
                self.call(operation, AutoScalingGroupName=self.physical_id, TargetGroupARNs=arns)


@handles("AutoScaling::ScalingPolicy")
class ScalingPolicy(Handler):
    service, create_operation, update_operation = "autoscaling", "put_scaling_policy", "put_scaling_policy"

    def arguments(self) -> Json:
        return {"PolicyName": self.generated_name, **self.properties}

    def identify(self, answer: Json) -> str:
        return answer["PolicyARN"]

    def delete(self) -> None:
        group = self.properties["AutoScalingGroupName"]
        self.call("delete_policy", AutoScalingGroupName=group, PolicyName=self.generated_name)

    def attributes(self) -> Json:
        return {"Arn": self.physical_id, "PolicyName": self.generated_name}


@handles("AutoScaling::ScheduledAction")
class ScheduledAction(Handler):
    service = "autoscaling"
    create_operation = update_operation = "put_scheduled_update_group_action"

    def arguments(self) -> Json:
        return {"ScheduledActionName": self.generated_name, **self.properties}

    def identify(self, answer: Json) -> str:
        return self.generated_name

    def delete(self) -> None:
        group = self.properties["AutoScalingGroupName"]
        self.call("delete_scheduled_action", AutoScalingGroupName=group, ScheduledActionName=self.physical_id)


@handles("AutoScaling::LifecycleHook")
class LifecycleHook(Handler):
    service, create_operation, update_operation = "autoscaling", "put_lifecycle_hook", "put_lifecycle_hook"
    name_property = "LifecycleHookName"

    def delete(self) -> None:
        group = self.properties["AutoScalingGroupName"]
        self.call("delete_lifecycle_hook", AutoScalingGroupName=group, LifecycleHookName=self.physical_id)
