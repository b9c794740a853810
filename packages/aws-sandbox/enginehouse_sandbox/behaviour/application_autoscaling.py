"""Application Auto Scaling: an ECS service that stands outside the bounds of its new target is brought inside."""

from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.ecs.models import ecs_backends

from .ecs_deployments import note


def install() -> None:
    stock = ApplicationAutoscalingBackend.register_scalable_target

    def register(self: Any, *args: Any, **kwargs: Any) -> Any:
        target = stock(self, *args, **kwargs)
        if target.scalable_dimension == "ecs:service:DesiredCount":
            _bring_inside(self, target)
        return target

    ApplicationAutoscalingBackend.register_scalable_target = register


def _bring_inside(backend: Any, target: Any) -> None:
    _, cluster, name = target.resource_id.split("/")
    found, _ = ecs_backends[backend.account_id][backend.region_name].describe_services(cluster, [name])
    service = found[0]
    least, most = int(target.min_capacity or 0), int(target.max_capacity or service.desired_count)
    wanted = max(least, min(most, service.desired_count))
    if wanted != service.desired_count:
        service.desired_count, service.steady = wanted, False
        note(service, f"Message: Successfully set desired count to {wanted}. Cause: minimum or maximum capacity.")
