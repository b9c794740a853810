"""Application Auto Scaling: scalable targets and their policies (recorded; nothing scales by itself)."""

from ..cloudformation.model import Json
from .handler import Handler, handles, without

_TARGET = ("ResourceId", "ScalableDimension", "ServiceNamespace")


@handles("ApplicationAutoScaling::ScalableTarget")
class ScalableTarget(Handler):
    service = "application-autoscaling"
    create_operation = update_operation = "register_scalable_target"

    def arguments(self) -> Json:
        return without(self.properties, "ScheduledActions")

    def identify(self, answer: Json) -> str:
        return "|".join(self.properties[name] for name in _TARGET)

    def delete(self) -> None:
        self.call("deregister_scalable_target", self.properties)


@handles("ApplicationAutoScaling::ScalingPolicy")
class ApplicationScalingPolicy(Handler):
    service, create_operation, update_operation = "application-autoscaling", "put_scaling_policy", "put_scaling_policy"
    name_property, id_path = "PolicyName", "PolicyARN"

    def arguments(self) -> Json:
        target = str(self.properties.get("ScalingTargetId", "")).split("|")
        return {**self.properties, **(dict(zip(_TARGET, target, strict=False)) if len(target) == len(_TARGET) else {})}

    def delete(self) -> None:
        self.call("delete_scaling_policy", self.arguments())

    def attributes(self) -> Json:
        return {"Arn": self.physical_id}
