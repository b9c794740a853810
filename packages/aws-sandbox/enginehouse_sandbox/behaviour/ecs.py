"""ECS beyond moto: services run tasks, clusters count them, deployments complete."""

import logging
from typing import Any

from moto.core.utils import camelcase_to_underscores, utcnow
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse

from ..clock import every_second
from . import ecs_crash, ecs_deployments, ecs_services
from .backends import every
from .ecs_task import ServiceTask

log = logging.getLogger(__name__)

_MEMORY = {"memory", "memoryReservation"}
_KEPT = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
)
"""Settings of a service that are only shown."""


def install() -> None:
    NetworkInterface.private_dns_name = ""
    _allow_containers_without_memory()
    _give_clusters_tags()
    _run_services()
    _list_tasks_of_services()
    _remember_settings()
    _stop_tasks_of_services()
    ecs_crash.install()
    every_second(beat)


def beat() -> None:
    for _, _, backend in every(ecs_backends):
        active = [service for service in list(backend.services.values()) if service.status == "ACTIVE"]
        for service in active:
            try:
                ecs_services.reconcile(backend, service)
            except Exception as error:
                log.exception("service %s cannot be reconciled", service.name)
                ecs_deployments.note(service, f"was unable to place a task: {error}")
        for cluster in list(backend.clusters.values()):
            mine = [service for service in active if service.cluster_name == cluster.name]
            cluster.active_services_count = len(mine)
            cluster.running_tasks_count = sum(service.running_count for service in mine)
            cluster.pending_tasks_count = sum(service.pending_count for service in mine)


def _run_services() -> None:
    stock = EC2ContainerServiceBackend
    create, update, delete = stock.create_service, stock.update_service, stock.delete_service

    def create_service(self: Any, *args: Any, **kwargs: Any) -> Any:
        placed = (kwargs.get("network_configuration") or {}).get("awsvpcConfiguration")
        if placed is not None:
            placed.setdefault("securityGroups", [])
        service = create(self, *args, **kwargs)
        service.tasks, service.completed, service.steady, service.created_at = [], None, False, utcnow()
        service.deployment_configuration = with_defaults({})
        service.deployments = [ecs_deployments.new_deployment(service, service.task_definition)]
        return service

    def update_service(self: Any, properties: dict[str, Any]) -> Any:
        service = self._get_service(properties.get("cluster", "default"), properties["service"])
        before, running = service.task_definition, service.running_count
        forced = properties.pop("force_new_deployment", False)
        configuration = properties.pop("deployment_configuration", None)
        service = update(self, properties)
        service.running_count, service.steady = running, False
        if configuration:
            service.deployment_configuration = with_defaults(configuration)
        if service.task_definition and not service.task_definition.startswith("arn:"):
            service.task_definition = self.describe_task_definition(service.task_definition).arn
        if forced or service.task_definition != before:
            ecs_deployments.deploy(service)
        return service

    def delete_service(self: Any, cluster: str, name: str, force: bool) -> Any:
        service = delete(self, cluster, name, force)
        ecs_services.stop_all(self, service)
        return service

    stock.create_service, stock.update_service, stock.delete_service = create_service, update_service, delete_service


def with_defaults(configuration: dict[str, Any]) -> dict[str, Any]:
    """A deployment configuration as DescribeServices answers it."""
    breaker = {"enable": False, "rollback": False, **(configuration.get("deploymentCircuitBreaker") or {})}
    return {
        "maximumPercent": 200,
        "minimumHealthyPercent": 100,
        "strategy": "ROLLING",
        **configuration,
        "deploymentCircuitBreaker": breaker,
    }


def _remember_settings() -> None:
    """Stock CreateService drops what it does not know."""
    stock = EC2ContainerServiceResponse.create_service

    def create_service(self: Any) -> Any:
        answer = stock(self)
        service = answer.result["service"]
        service.deployment_configuration = with_defaults(self._get_param("deploymentConfiguration") or {})
        for name in _KEPT:
            value = self._get_param(name)
            if value is not None:
                setattr(service, camelcase_to_underscores(name), value)
        return answer

    EC2ContainerServiceResponse.create_service = create_service


def _stop_tasks_of_services() -> None:
    stock = EC2ContainerServiceBackend.stop_task

    def stop_task(self: Any, cluster_str: str, task_str: str, reason: str) -> Any:
        held = self.tasks.get(self._get_cluster(cluster_str).name, {})
        task = next((one for arn, one in held.items() if arn.endswith(task_str.split("/")[-1])), None)
        if not isinstance(task, ServiceTask):
            return stock(self, cluster_str, task_str, reason)
        if task.live:
            ecs_services.stop_by_hand(self, task, reason)
        return task

    EC2ContainerServiceBackend.stop_task = stop_task


def _list_tasks_of_services() -> None:
    stock = EC2ContainerServiceBackend.list_tasks

    def list_tasks(
        self: Any,
        cluster_str: str | None = None,
        container_instance: str | None = None,
        family: str | None = None,
        started_by: str | None = None,
        service_name: str | None = None,
        desiredStatus: str | None = None,
    ) -> Any:
        found = stock(self, cluster_str, container_instance, family, started_by, None, desiredStatus or "RUNNING")
        if not service_name:
            return found
        return [task for task in found if task.group == f"service:{service_name.split('/')[-1]}"]

    EC2ContainerServiceBackend.list_tasks = list_tasks


def _allow_containers_without_memory() -> None:
    """Fargate containers need none of their own; stock moto raises."""
    stock = EC2ContainerServiceBackend._calculate_task_resource_requirements

    def calculate(task_definition: Any) -> Any:
        for container in task_definition.container_definitions:
            if not _MEMORY & {key[0].lower() + key[1:] for key in container}:
                container["memory"] = 0
        return stock(task_definition)

    EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(calculate)


def _give_clusters_tags() -> None:
    """A cluster without tags makes the tagging API's GetResources fail."""
    stock = EC2ContainerServiceBackend.create_cluster

    def create_cluster(self: Any, *args: Any, **kwargs: Any) -> Any:
        cluster = stock(self, *args, **kwargs)
        cluster.tags = cluster.tags or []
        return cluster

    def list_clusters(self: Any) -> list[str]:
        """A deleted cluster is still described, as INACTIVE, and no longer listed."""
        return [cluster.arn for cluster in list(self.clusters.values()) if cluster.status == "ACTIVE"]

    EC2ContainerServiceBackend.list_clusters = list_clusters
    EC2ContainerServiceBackend.create_cluster = create_cluster
