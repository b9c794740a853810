"""Systems Manager's managed instances: every running instance with a profile has an agent that is online."""

from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ssm.responses import SimpleSystemManagerResponse

_PING = {"running": "Online", "stopped": "ConnectionLost", "stopping": "ConnectionLost"}


def install() -> None:
    SimpleSystemManagerResponse.describe_instance_information = describe_instance_information


def describe_instance_information(self: Any) -> ActionResult:
    filters = [(one["Key"], one["Values"]) for one in self._get_param("Filters") or []]
    filters += [(one["key"], one["valueSet"]) for one in self._get_param("InstanceInformationFilterList") or []]
    backend = ec2_backends[self.current_account][self.region]
    found = [
        _information(instance)
        for reservation in backend.all_reservations()
        for instance in reservation.instances
        if instance.state in _PING and instance.iam_instance_profile
    ]
    kept = [one for one in found if all(_fits(one, key, values) for key, values in filters)]
    return ActionResult({"InstanceInformationList": kept})


def _fits(information: dict[str, Any], key: str, values: list[str]) -> bool:
    """A filter on something that is not told here keeps everything."""
    name = "InstanceId" if key == "InstanceIds" else key
    return name not in information or information[name] in values


def _information(instance: Any) -> dict[str, Any]:
    return {
        "InstanceId": instance.id,
        "PingStatus": _PING[instance.state],
        "LastPingDateTime": utcnow(),
        "AgentVersion": "3.3.2299.0",
        "IsLatestVersion": True,
        "PlatformType": "Linux",
        "PlatformName": "Amazon Linux",
        "PlatformVersion": "2023",
        "ResourceType": "EC2Instance",
        "IPAddress": instance.private_ip,
        "ComputerName": f"ip-{instance.private_ip.replace('.', '-')}.ec2.internal",
    }
