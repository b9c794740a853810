"""Amazon ECS: clusters, task definitions, services."""

from ..cloudformation.model import Json
from .ecs_stability import await_stability
from .handler import Handler, dig, handles, only
from .retag import retag

_CHANGEABLE = (
    "AvailabilityZoneRebalancing",
    "CapacityProviderStrategy",
    "DeploymentConfiguration",
    "DesiredCount",
    "EnableExecuteCommand",
    "HealthCheckGracePeriodSeconds",
    "LoadBalancers",
    "NetworkConfiguration",
    "PlatformVersion",
    "PropagateTags",
    "TaskDefinition",
)


@handles("ECS::Cluster")
class Cluster(Handler):
    service, create_operation, name_property = "ecs", "create_cluster", "ClusterName"
    delete_operation, id_argument = "delete_cluster", "cluster"

    def arguments(self) -> Json:
        return {**self.properties, "settings": self.properties.get("ClusterSettings", [])}

    def update(self, before: Json) -> None:
        self.call("update_cluster", cluster=self.physical_id, settings=self.properties.get("ClusterSettings", []))

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"cluster/{self.physical_id}")}

    def read(self) -> Json:
        found = self.call("describe_clusters", clusters=[self.physical_id], include=["SETTINGS"])["clusters"]
        if not found or found[0]["status"] == "INACTIVE":
            raise LookupError(self.physical_id)
        settings = [{"Name": one["name"], "Value": one["value"]} for one in found[0].get("settings", [])]
        return {"ClusterSettings": settings}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.arn(f"cluster/{self.physical_id}"), tags, gone)


@handles("ECS::ClusterCapacityProviderAssociations")
class CapacityProviders(Handler):
    service = "ecs"
    create_operation = update_operation = "put_cluster_capacity_providers"

    def identify(self, answer: Json) -> str:
        return self.properties["Cluster"]


@handles("ECS::TaskDefinition")
class TaskDefinition(Handler):
    service, create_operation, id_path = "ecs", "register_task_definition", "taskDefinition.taskDefinitionArn"
    delete_operation, id_argument = "deregister_task_definition", "taskDefinition"

    def arguments(self) -> Json:
        return {"Family": self.generated_name, **self.properties}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.physical_id, tags, gone)


@handles("ECS::Service")
class Service(Handler):
    service, create_operation, name_property = "ecs", "create_service", "ServiceName"
    id_path = "service.serviceArn"

    def arguments(self) -> Json:
        made = {"DesiredCount": 1, **self.properties}
        if made.get("LaunchType") is None and "CapacityProviderStrategy" in made:
            made["LaunchType"] = "FARGATE"
        return {**made, "cluster": made.get("Cluster")}

    def update(self, before: Json) -> None:
        self.call("update_service", only(self.properties, *_CHANGEABLE), **self._me())
        self.after()

    def after(self) -> None:
        await_stability(self.account, self.region, self.physical_id, self.properties["TaskDefinition"])

    def delete(self) -> None:
        self.call("delete_service", self._me(), force=True)

    def attributes(self) -> Json:
        return {"Name": self.physical_id.split("/")[-1], "ServiceArn": self.physical_id}

    def read(self) -> Json:
        name = self.physical_id
        live = dig(
            self.call("describe_services", cluster=self.properties.get("Cluster"), services=[name]), "services.0"
        )
        return {"DesiredCount": live["desiredCount"], "TaskDefinition": live["taskDefinition"]}

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        retag(self, self.physical_id, tags, gone)

    def _me(self) -> Json:
        return {"cluster": self.properties.get("Cluster"), "service": self.physical_id.split("/")[-1]}
