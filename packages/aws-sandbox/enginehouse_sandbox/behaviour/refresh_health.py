"""Whether an instance of a group serves, as its health checks and its target groups see it."""

from typing import Any


def serves(backend: Any, group: Any, instance_id: str) -> bool:
    """A target group that no balancer uses decides nothing."""
    state = next((one for one in group.instance_states if one.instance.id == instance_id), None)
    if state is None or state.health_status != "Healthy" or state.instance.state != "running":
        return False
    for arn in group.target_group_arns or []:
        held = backend.elbv2_backend.target_groups.get(arn)
        if held is None:
            continue
        target = [{"Id": instance_id, "Port": held.port}]
        found = backend.elbv2_backend.describe_target_health(arn, target)
        if not found or found[0].status not in ("healthy", "unused"):
            return False
    return True
