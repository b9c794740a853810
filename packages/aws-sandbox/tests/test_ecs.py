"""ECS services: rollouts, the circuit breaker, and tasks that stop and say why."""

import ipaddress
import json
import urllib.error
from collections.abc import Iterator
from typing import Any

import pytest

from .sandbox import Sandbox, Stacks, until

BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}


class Service:
    """A service of two tasks behind a balancer in the default network, and how its API tells of it."""

    def __init__(self, aws: Sandbox, **given: Any) -> None:
        self.aws, self.ecs, self.name = aws, aws.client("ecs"), Stacks.name("svc")
        self.subnets = {s["SubnetId"]: s["CidrBlock"] for s in aws.client("ec2").describe_subnets()["Subnets"][:2]}
        self.vpc = aws.client("ec2").describe_subnets()["Subnets"][0]["VpcId"]
        self.group = self._balance()
        aws.client("logs").create_log_group(logGroupName=f"/svc/{self.name}")
        self.ecs.create_cluster(clusterName=self.name)
        self.release("one")
        self.ecs.create_service(
            cluster=self.name,
            serviceName=self.name,
            taskDefinition=self.name,
            desiredCount=2,
            launchType="FARGATE",
            networkConfiguration={"awsvpcConfiguration": {"subnets": list(self.subnets)}},
            loadBalancers=[{"targetGroupArn": self.group, "containerName": "app", "containerPort": 8080}],
            **given,
        )

    def _balance(self) -> str:
        elb = self.aws.client("elbv2")
        balancer = elb.create_load_balancer(Name=self.name, Subnets=list(self.subnets))["LoadBalancers"][0]
        group = elb.create_target_group(Name=self.name, Port=8080, Protocol="HTTP", VpcId=self.vpc, TargetType="ip")
        arn = group["TargetGroups"][0]["TargetGroupArn"]
        forward = [{"Type": "forward", "TargetGroupArn": arn}]
        elb.create_listener(
            LoadBalancerArn=balancer["LoadBalancerArn"], Port=80, Protocol="HTTP", DefaultActions=forward
        )
        return arn

    def release(self, tag: str) -> str:
        """Register a revision of the task definition with an image of this tag."""
        logs = {"awslogs-group": f"/svc/{self.name}", "awslogs-stream-prefix": "app", "awslogs-region": "us-east-1"}
        container = {
            "name": "app",
            "image": f"registry/app:{tag}",
            "logConfiguration": {"logDriver": "awslogs", "options": logs},
        }
        made = self.ecs.register_task_definition(
            family=self.name, networkMode="awsvpc", containerDefinitions=[container], cpu="256", memory="512"
        )
        return made["taskDefinition"]["taskDefinitionArn"]

    def update(self, **given: Any) -> None:
        self.ecs.update_service(cluster=self.name, service=self.name, **given)

    def now(self) -> dict[str, Any]:
        return self.ecs.describe_services(cluster=self.name, services=[self.name])["services"][0]

    def tasks(self, status: str = "RUNNING") -> list[dict[str, Any]]:
        arns = self.ecs.list_tasks(cluster=self.name, serviceName=self.name, desiredStatus=status)["taskArns"]
        return self.ecs.describe_tasks(cluster=self.name, tasks=arns)["tasks"] if arns else []

    def targets(self) -> dict[str, str]:
        found = self.aws.client("elbv2").describe_target_health(TargetGroupArn=self.group)
        return {one["Target"]["Id"]: one["TargetHealth"]["State"] for one in found["TargetHealthDescriptions"]}

    def settled(self, tasks: int = 2) -> dict[str, Any]:
        def done(found: dict[str, Any]) -> bool:
            deployments = found["deployments"]
            completed = len(deployments) == 1 and deployments[0]["rolloutState"] == "COMPLETED"
            return completed and found["runningCount"] == tasks == len(self.tasks())

        return until(self.now, done)

    def said(self) -> str:
        return "\n".join(event["message"] for event in self.now()["events"])

    def crash(self, **given: Any) -> None:
        self.aws.control("POST", "ecs/crash", {"service": self.name, "afterSeconds": 0.1, **given})

    def recover(self) -> None:
        self.aws.control("DELETE", "ecs/crash", {"service": self.name})


@pytest.fixture(scope="module")
def service(aws: Sandbox) -> Iterator[Service]:
    made = Service(aws, deploymentConfiguration=BREAKER)
    yield made
    made.recover()
    made.ecs.delete_service(cluster=made.name, service=made.name, force=True)


def addresses(task: dict[str, Any]) -> dict[str, str]:
    return {detail["name"]: detail["value"] for detail in task["attachments"][0]["details"]}


def test_tasks_run_in_the_subnets_and_serve_behind_the_balancer(service: Service) -> None:
    found = service.settled()
    assert found["deploymentConfiguration"]["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    assert (found["deploymentConfiguration"]["maximumPercent"], found["pendingCount"]) == (200, 0)
    tasks = service.tasks()
    for task in tasks:
        assert (task["lastStatus"], task["group"]) == ("RUNNING", f"service:{service.name}")
        assert task["startedBy"] == found["deployments"][0]["id"] and task["startedAt"] >= task["createdAt"]
        (container,) = task["containers"]
        assert (container["name"], container["image"], container["lastStatus"]) == (
            "app",
            "registry/app:one",
            "RUNNING",
        )
        place = addresses(task)
        network = ipaddress.ip_network(service.subnets[place["subnetId"]])
        assert ipaddress.ip_address(place["privateIPv4Address"]) in network
    assert {addresses(task)["subnetId"] for task in tasks} == set(service.subnets)
    assert service.targets() == {addresses(task)["privateIPv4Address"]: "healthy" for task in tasks}
    assert "has started 2 tasks" in service.said() and "has reached a steady state" in service.said()


def test_rollout_keeps_the_service_up_and_replaces_every_task(service: Service) -> None:
    before = {task["taskArn"] for task in service.tasks()}
    service.update(taskDefinition=service.release("two"))
    seen: list[dict[str, Any]] = []

    def watch() -> dict[str, Any]:
        seen.append(service.now())
        return seen[-1]

    until(
        watch, lambda found: len(found["deployments"]) == 1 and found["deployments"][0]["rolloutState"] == "COMPLETED"
    )
    assert min(found["runningCount"] for found in seen) >= 2
    assert max(found["runningCount"] for found in seen) <= 4
    both = next(found for found in seen if len(found["deployments"]) == 2)
    assert [one["status"] for one in both["deployments"]] == ["PRIMARY", "ACTIVE"]
    assert not before & {task["taskArn"] for task in service.tasks()}
    assert {task["containers"][0]["image"] for task in service.tasks()} == {"registry/app:two"}
    stopped = next(task for task in service.tasks("STOPPED") if task["taskArn"] in before)
    assert stopped["stopCode"] == "ServiceSchedulerInitiated"
    assert stopped["stoppedReason"].startswith("Scaling activity initiated by (deployment ecs-svc/")


def test_crashing_release_is_rolled_back_by_the_circuit_breaker(service: Service) -> None:
    good = service.settled()["deployments"][0]
    bad = service.release("bad")
    service.crash(revision=int(bad.rsplit(":", 1)[-1]), exitCode=137, reason="OutOfMemoryError: heap")
    with service.aws.still() as tick:
        service.update(taskDefinition=bad)
        failing = until(
            lambda: tick() or service.now(), lambda found: any(one["failedTasks"] for one in found["deployments"])
        )
        assert failing["taskDefinition"] == bad
    found = until(service.now, lambda found: found["taskDefinition"] == good["taskDefinition"])
    states = {one["id"]: one["rolloutState"] for one in found["deployments"]}
    assert found["deployments"][0]["id"] == good["id"] and states[good["id"]] in ("IN_PROGRESS", "COMPLETED")
    service.settled()
    assert "deployment failed: tasks failed to start." in service.said()
    assert f"rolling back to deployment {good['id']}." in service.said()
    crashed = [task for task in service.tasks("STOPPED") if task["taskDefinitionArn"] == bad]
    ended = next(task for task in crashed if task["stopCode"] == "EssentialContainerExited")
    assert ended["stoppedReason"] == "Essential container in task exited" and ended["stoppedAt"]
    assert (ended["containers"][0]["exitCode"], ended["containers"][0]["reason"]) == (137, "OutOfMemoryError: heap")
    stream = f"app/app/{ended['taskArn'].split('/')[-1]}"
    logged = service.aws.client("logs").get_log_events(logGroupName=f"/svc/{service.name}", logStreamName=stream)
    last = json.loads(logged["events"][-1]["message"])
    assert last["level"] == "ERROR" and "OutOfMemoryError: heap" in last["stack_trace"]
    service.recover()


def test_without_rollback_the_failed_release_stays_and_starts_nothing(aws: Sandbox) -> None:
    service = Service(aws, deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": False}})
    running = {task["taskArn"] for task in service.settled() and service.tasks()}
    bad = service.release("bad")
    service.crash(revision=int(bad.rsplit(":", 1)[-1]))
    service.update(taskDefinition=bad)
    primary = until(lambda: service.now()["deployments"][0], lambda one: one["rolloutState"] == "FAILED")
    assert primary["rolloutStateReason"] == "ECS deployment circuit breaker: tasks failed to start."
    until(service.tasks, lambda tasks: {task["taskArn"] for task in tasks} == running)
    assert primary["taskDefinition"] == service.now()["taskDefinition"] == bad
    service.recover()
    service.update(taskDefinition=service.release("good"))
    service.settled()
    service.ecs.delete_service(cluster=service.name, service=service.name, force=True)
    assert service.tasks() == [] and service.targets() == {}


def test_stack_rolls_back_when_the_circuit_breaker_gives_its_service_up(aws: Sandbox) -> None:
    stacks, name = Stacks(aws), Stacks.name("svc")
    stack = stacks.create(service_template(name, cpu=256))
    assert stacks.status(stack) == "CREATE_COMPLETE"
    aws.control("POST", "ecs/crash", {"service": name, "revision": 2, "afterSeconds": 0})
    assert stacks.update(stack, service_template(name, cpu=512)) == "UPDATE_ROLLBACK_COMPLETE"
    failed = next(event for event in stacks.events(stack) if event["ResourceStatus"].endswith("_FAILED"))
    assert (failed["LogicalResourceId"], failed["ResourceStatus"]) == ("Service", "UPDATE_FAILED")
    assert "ECS Deployment Circuit Breaker was triggered" in failed["ResourceStatusReason"]
    aws.control("DELETE", "ecs/crash", {"service": name})
    aws.control("POST", "ecs/crash", {"service": f"{name}-new", "afterSeconds": 0})
    assert stacks.status(stacks.create(service_template(f"{name}-new", cpu=256))) == "ROLLBACK_COMPLETE"
    aws.control("DELETE", "ecs/crash", {"service": f"{name}-new"})
    assert stacks.delete(stack) == "DELETE_COMPLETE"


def service_template(name: str, cpu: int) -> dict[str, Any]:
    return {
        "Resources": {
            "Cluster": {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": name}},
            "Definition": {
                "Type": "AWS::ECS::TaskDefinition",
                "Properties": {
                    "Family": name,
                    "Cpu": str(cpu),
                    "Memory": "1024",
                    "ContainerDefinitions": [{"Name": "app", "Image": "registry/app:1"}],
                },
            },
            "Service": {
                "Type": "AWS::ECS::Service",
                "Properties": {
                    "ServiceName": name,
                    "Cluster": {"Ref": "Cluster"},
                    "TaskDefinition": {"Ref": "Definition"},
                    "DesiredCount": 1,
                    "DeploymentConfiguration": {"DeploymentCircuitBreaker": {"Enable": True, "Rollback": True}},
                },
            },
        }
    }


def test_stopped_task_is_replaced_and_says_who_stopped_it(service: Service) -> None:
    victim = service.settled() and service.tasks()[0]["taskArn"]
    service.ecs.stop_task(cluster=service.name, task=victim, reason="tried")
    (stopped,) = [task for task in service.tasks("STOPPED") if task["taskArn"] == victim]
    assert (stopped["stopCode"], stopped["stoppedReason"], stopped["lastStatus"]) == (
        "UserInitiated",
        "tried",
        "STOPPED",
    )
    service.settled()
    assert victim not in {task["taskArn"] for task in service.tasks()}


def test_task_that_fails_its_health_checks_is_replaced(service: Service) -> None:
    victim = service.settled() and service.tasks()[0]
    service.aws.control("POST", "targets", {"id": addresses(victim)["privateIPv4Address"], "state": "unhealthy"})
    stopped = until(lambda: service.tasks("STOPPED"), lambda tasks: victim["taskArn"] in [t["taskArn"] for t in tasks])
    reason = next(task["stoppedReason"] for task in stopped if task["taskArn"] == victim["taskArn"])
    assert reason == f"Task failed ELB health checks in (target-group {service.group})"
    service.aws.control("DELETE", "targets")
    service.settled()


def test_scaling_keeps_the_deployment_and_bounds_raise_the_count(service: Service) -> None:
    deployment = service.settled()["deployments"][0]["id"]
    service.update(desiredCount=1)
    assert service.settled(1)["deployments"][0]["id"] == deployment
    service.update(forceNewDeployment=True)
    assert service.now()["desiredCount"] == 1
    service.aws.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId=f"service/{service.name}/{service.name}",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=2,
        MaxCapacity=50,
    )
    assert service.settled()["deployments"][0]["id"] != deployment


def test_crash_that_makes_no_sense_is_refused(aws: Sandbox) -> None:
    for body, path in (({"exitCode": 1}, "service"), ({"service": "a", "exitCode": -1}, "exitCode"), ({"x": 1}, "x")):
        with pytest.raises(urllib.error.HTTPError) as refused:
            aws.control("POST", "ecs/crash", body)
        assert json.load(refused.value)["path"] == path
