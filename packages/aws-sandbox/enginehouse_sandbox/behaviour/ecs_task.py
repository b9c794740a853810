"""One task of an ECS service: provisioned in a subnet of its service, pending, running, stopped with a reason."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.models import Task

from ..settings import TASK_SECONDS


@dataclass(frozen=True)
class Ending:
    """Why a task stops. `exit_code` and `detail` are those of its essential container; None: it never ran."""

    code: str
    reason: str
    exit_code: int | None = 0
    detail: str | None = None


class ServiceTask(Task):
    """moto's task with a status that time moves, every container, and an address of its subnet."""

    status = "PROVISIONING"

    def __init__(self, backend: Any, service: Any, deployment: dict[str, Any]) -> None:
        definition = backend.describe_task_definition(deployment["taskDefinition"])
        super().__init__(
            cluster=backend._get_cluster(service.cluster_name),
            task_definition=definition,
            container_instance_arn=None,
            resource_requirements=backend._calculate_task_resource_requirements(definition),
            backend=backend,
            group=f"service:{service.name}",
            launch_type="FARGATE",
            started_by=deployment["id"],
            networking_configuration=_placement(service),
            platform_version="1.4.0",
        )
        self.status = "PROVISIONING"
        self.since = time.monotonic()
        self.created_at = utcnow()
        self.cpu, self.memory = definition.cpu, definition.memory
        self.health_status = "UNKNOWN"
        self.address = self._take_address()
        self.log_options = {
            container["name"]: (container.get("logConfiguration") or {}).get("options", {})
            for container in definition.container_definitions
        }
        self.containers = [self._container(container) for container in definition.container_definitions]

    def advance(self) -> None:
        """Reading a task does not change it, as it does in stock moto."""

    @property
    def live(self) -> bool:
        return self.desired_status == "RUNNING"

    @property
    def running_seconds(self) -> float | None:
        return time.monotonic() - self.since - TASK_SECONDS if self.status == "RUNNING" else None

    def move(self) -> bool:
        """Go on with time; true when the task has just begun to run."""
        elapsed = time.monotonic() - self.since
        if self.status == "RUNNING" or not self.live:
            return False
        if elapsed < TASK_SECONDS:
            self.status = "PROVISIONING" if elapsed < TASK_SECONDS / 2 else "PENDING"
            return False
        self.status, self.started_at = "RUNNING", utcnow()
        self.pull_stopped_at = self.started_at
        for container in self.containers:
            container.update(lastStatus="RUNNING", runtimeId=f"{self.id.replace('-', '')}-{uuid4().int % 10**10}")
        return True

    def stop(self, ending: Ending) -> None:
        self.status = self.desired_status = "STOPPED"
        self.stop_code, self.stopped_reason = ending.code, ending.reason
        self.stopping_at = self.stopped_at = self.execution_stopped_at = utcnow()
        for container in self.containers:
            container["lastStatus"] = "STOPPED"
            if ending.exit_code is not None:
                container["exitCode"] = ending.exit_code
            if ending.detail:
                container["reason"] = ending.detail
        enis = ec2_backends[self._account_id][self.region_name].enis
        for attachment in self.attachments:
            attachment["status"] = "DELETED"
            for detail in attachment["details"]:
                if detail["name"] == "networkInterfaceId":
                    enis.pop(detail["value"], None)

    def log_streams(self) -> Iterator[tuple[str, str]]:
        """Group and stream of each container that writes to CloudWatch Logs with a stream prefix."""
        for name, options in self.log_options.items():
            if options.get("awslogs-group") and options.get("awslogs-stream-prefix"):
                yield options["awslogs-group"], f"{options['awslogs-stream-prefix']}/{name}/{self.id}"

    def _take_address(self) -> str | None:
        """Stock moto gives a task any address of the world: put its interface into the subnet."""
        ec2 = ec2_backends[self._account_id][self.region_name]
        for attachment in self.attachments:
            details = {detail["name"]: detail["value"] for detail in attachment["details"]}
            stock = ec2.enis.pop(details["networkInterfaceId"])
            eni = ec2.create_network_interface(
                subnet=details["subnetId"],
                private_ip_address=None,
                group_ids=self.network_configuration["awsvpcConfiguration"].get("securityGroups", []),
                description=f"arn:aws:ecs:{self.region_name}:{self._account_id}:attachment/{attachment['id']}",
            )
            eni.status, eni.device_index = "in-use", stock.device_index
            self.availability_zone = eni.subnet.availability_zone
            attachment["details"] = [
                {"name": "subnetId", "value": details["subnetId"]},
                {"name": "networkInterfaceId", "value": eni.id},
                {"name": "macAddress", "value": eni.mac_address},
                {"name": "privateIPv4Address", "value": eni.private_ip_address},
            ]
            return str(eni.private_ip_address)
        return None

    def _container(self, definition: dict[str, Any]) -> dict[str, Any]:
        arn = self.task_arn.replace(":task/", ":container/")
        return {
            "containerArn": f"{arn}/{uuid4()}",
            "taskArn": self.task_arn,
            "name": definition["name"],
            "image": definition.get("image"),
            "lastStatus": "PENDING",
            "healthStatus": "UNKNOWN",
            "networkInterfaces": [
                {"attachmentId": attachment["id"], "privateIpv4Address": self.address}
                for attachment in self.attachments
            ],
            "cpu": str(definition.get("cpu", 0)),
        }


def _placement(service: Any) -> dict[str, Any] | None:
    """The service's network with the one subnet that has the fewest of its tasks."""
    placed = (service.network_configuration or {}).get("awsvpcConfiguration")
    if not placed:
        return None
    used = [detail["value"] for task in service.tasks for a in task.attachments for detail in a["details"]]
    return {"awsvpcConfiguration": {**placed, "subnets": [min(placed["subnets"], key=used.count)]}}
