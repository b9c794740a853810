"""A group of instances that is drained and rolled: lifecycle hooks, protection, instance refresh with its gate."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .sandbox import Sandbox, Stacks, until
from .templates import engine_pool

HOOK = "drain"


class Fleet:
    """An engine pool of two instances, all of which serve."""

    def __init__(self, aws: Sandbox) -> None:
        self.aws, self.stacks = aws, Stacks(aws)
        self.stack = self.stacks.create(engine_pool())
        ids = self.stacks.resources(self.stack)
        self.group, self.target_group, self.template = ids["Group"], ids["Targets"], ids["Template"]
        self.scaling = aws.client("autoscaling")
        self.scaling.update_auto_scaling_group(AutoScalingGroupName=self.group, MinSize=1)
        until(self.serving, lambda serving: len(serving) == 2)

    def instances(self) -> dict[str, str]:
        """Lifecycle state by instance."""
        (group,) = self.scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[self.group])["AutoScalingGroups"]
        return {one["InstanceId"]: one["LifecycleState"] for one in group["Instances"]}

    def in_service(self) -> set[str]:
        return {name for name, state in self.instances().items() if state == "InService"}

    def targets(self) -> dict[str, str]:
        found = self.aws.client("elbv2").describe_target_health(TargetGroupArn=self.target_group)
        return {one["Target"]["Id"]: one["TargetHealth"]["State"] for one in found["TargetHealthDescriptions"]}

    def serving(self) -> set[str]:
        return {name for name, state in self.targets().items() if state == "healthy"}

    def state_of(self, instance: str) -> str:
        found = self.aws.client("ec2").describe_instances(InstanceIds=[instance])
        return found["Reservations"][0]["Instances"][0]["State"]["Name"]

    def hook(self, timeout: int = 600) -> None:
        self.scaling.put_lifecycle_hook(
            AutoScalingGroupName=self.group,
            LifecycleHookName=HOOK,
            LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING",
            HeartbeatTimeout=timeout,
            DefaultResult="CONTINUE",
        )

    def waiting(self) -> set[str]:
        return {name for name, state in self.instances().items() if state == "Terminating:Wait"}

    def complete(self, instance: str) -> None:
        self.scaling.complete_lifecycle_action(
            AutoScalingGroupName=self.group,
            LifecycleHookName=HOOK,
            InstanceId=instance,
            LifecycleActionResult="CONTINUE",
        )

    def refresh(self, **given: Any) -> str:
        return self.scaling.start_instance_refresh(AutoScalingGroupName=self.group, **given)["InstanceRefreshId"]

    def told(self) -> dict[str, Any]:
        found = self.scaling.describe_instance_refreshes(AutoScalingGroupName=self.group)
        return found["InstanceRefreshes"][0]


@pytest.fixture
def fleet(aws: Sandbox) -> Iterator[Fleet]:
    made = Fleet(aws)
    yield made
    aws.control("DELETE", "targets")
    left = list(made.instances())
    assert made.stacks.delete(made.stack) == "DELETE_COMPLETE"
    assert {made.state_of(name) for name in left} == {"terminated"}


def test_instance_waits_until_its_lifecycle_action_is_completed(fleet: Fleet) -> None:
    fleet.hook()
    before = fleet.in_service()
    fleet.scaling.set_desired_capacity(AutoScalingGroupName=fleet.group, DesiredCapacity=1)
    (held,) = fleet.waiting()
    assert fleet.in_service() == before - {held} and fleet.state_of(held) == "running"
    assert held not in fleet.targets()
    sent = fleet.aws.control("GET", "events")[0]
    assert sent["detailType"] == "EC2 Instance-terminate Lifecycle Action"
    assert (sent["detail"]["EC2InstanceId"], sent["detail"]["LifecycleHookName"]) == (held, HOOK)
    fleet.scaling.record_lifecycle_action_heartbeat(
        AutoScalingGroupName=fleet.group,
        LifecycleHookName=HOOK,
        LifecycleActionToken=sent["detail"]["LifecycleActionToken"],
    )
    fleet.complete(held)
    assert fleet.state_of(held) == "terminated" and held not in fleet.instances()
    with pytest.raises(ClientError, match="No active Lifecycle Action found"):
        fleet.complete(held)


def test_instance_goes_when_the_time_of_its_hook_is_up(fleet: Fleet) -> None:
    fleet.hook(timeout=1)
    (victim, _) = sorted(fleet.in_service())
    with fleet.aws.still():
        fleet.scaling.terminate_instance_in_auto_scaling_group(InstanceId=victim, ShouldDecrementDesiredCapacity=False)
        assert fleet.waiting() == {victim}
        assert len(fleet.in_service()) == 2, "a replacement is launched while it waits"
    until(lambda: fleet.state_of(victim), lambda state: state == "terminated")


def test_protected_instance_survives_scaling_in(fleet: Fleet) -> None:
    busy = sorted(fleet.in_service())[0]
    fleet.scaling.set_instance_protection(
        AutoScalingGroupName=fleet.group, InstanceIds=[busy], ProtectedFromScaleIn=True
    )
    fleet.scaling.set_desired_capacity(AutoScalingGroupName=fleet.group, DesiredCapacity=1)
    assert fleet.in_service() == {busy}


def test_refresh_keeps_one_serving_and_waits_for_each_replacement(fleet: Fleet) -> None:
    before, least = fleet.in_service(), []
    fleet.refresh(Preferences={"MinHealthyPercentage": 50})

    def watch() -> dict[str, Any]:
        least.append(len(fleet.serving()))
        return fleet.told()

    seen = until(watch, lambda told: told["PercentageComplete"] == 50)
    assert seen["InstancesToUpdate"] < 2, "the first is replaced; the second may be on its way"
    done = until(watch, lambda told: told["Status"] == "Successful", seconds=30)
    assert (done["PercentageComplete"], done["InstancesToUpdate"]) == (100, 0)
    assert not fleet.in_service() & before and fleet.serving() == fleet.in_service()
    assert min(least) >= 1


def test_refresh_holds_while_a_replacement_does_not_get_healthy(fleet: Fleet) -> None:
    before = fleet.in_service()
    with fleet.aws.still() as tick:
        fleet.refresh(Preferences={"MinHealthyPercentage": 50})
        (new,) = until(lambda: tick() or fleet.in_service() - before, bool)
        fleet.aws.control("POST", "targets", {"id": new, "state": "initial", "group": fleet.target_group})
    told = until(fleet.told, lambda told: new in told.get("StatusReason", ""))
    assert told["StatusReason"].startswith("Waiting for remaining instances to be available.")
    assert len(fleet.in_service() & before) == 1 and told["PercentageComplete"] == 0
    fleet.aws.control("DELETE", "targets")
    until(fleet.told, lambda told: told["Status"] == "Successful", seconds=30)


def test_refresh_waits_for_a_protected_instance_unless_told_otherwise(fleet: Fleet) -> None:
    before = fleet.in_service()
    protect = {"AutoScalingGroupName": fleet.group, "InstanceIds": list(before)}
    fleet.scaling.set_instance_protection(**protect, ProtectedFromScaleIn=True)
    fleet.refresh()
    until(fleet.told, lambda told: "protected from scale in" in told.get("StatusReason", ""))
    assert fleet.in_service() == before
    fleet.scaling.cancel_instance_refresh(AutoScalingGroupName=fleet.group)
    assert fleet.told()["Status"] == "Cancelled"
    fleet.refresh(Preferences={"ScaleInProtectedInstances": "Refresh", "MaxHealthyPercentage": 150})
    most = []
    until(
        lambda: most.append(len(fleet.in_service())) or fleet.told(),
        lambda told: told["Status"] == "Successful",
        seconds=30,
    )
    assert max(most) == 3 and not fleet.in_service() & before


def test_refresh_ends_when_an_alarm_it_watches_fires(fleet: Fleet) -> None:
    before = fleet.in_service()
    watch = fleet.aws.client("cloudwatch")
    watch.put_metric_alarm(
        AlarmName="unhealthy",
        Namespace="AWS/NetworkELB",
        MetricName="UnHealthyHostCount",
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=0,
        ComparisonOperator="GreaterThanThreshold",
    )
    protect = {"AutoScalingGroupName": fleet.group, "InstanceIds": list(before)}
    fleet.scaling.set_instance_protection(**protect, ProtectedFromScaleIn=True)
    fleet.refresh(Preferences={"AlarmSpecification": {"Alarms": ["unhealthy"]}})
    until(fleet.told, lambda told: "protected from scale in" in told.get("StatusReason", ""))
    watch.set_alarm_state(AlarmName="unhealthy", StateValue="ALARM", StateReason="An engine does not serve")
    told = until(fleet.told, lambda told: told["Status"] == "Failed")
    assert told["StatusReason"].endswith("ALARM state: unhealthy.") and fleet.in_service() == before
    watch.delete_alarms(AlarmNames=["unhealthy"])


def test_refresh_is_rolled_back_to_the_version_before(fleet: Fleet) -> None:
    ec2 = fleet.aws.client("ec2")
    ec2.create_launch_template_version(
        LaunchTemplateId=fleet.template,
        SourceVersion="1",
        LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.large", "UserData": "IyEvYmluL3No"},
    )
    desired = {"LaunchTemplate": {"LaunchTemplateId": fleet.template, "Version": "2"}}
    fleet.refresh(DesiredConfiguration=desired, Preferences={"MinHealthyPercentage": 50})
    until(fleet.told, lambda told: told["PercentageComplete"] == 50)
    assert "2" in versions(fleet)
    fleet.scaling.rollback_instance_refresh(AutoScalingGroupName=fleet.group)
    until(fleet.told, lambda told: told["Status"] == "RollbackSuccessful", seconds=30)
    assert versions(fleet) == ["1", "1"]


def test_refresh_skips_what_runs_the_version_already(fleet: Fleet) -> None:
    before = fleet.in_service()
    fleet.refresh(Preferences={"SkipMatching": True})
    done = until(fleet.told, lambda told: told["Status"] == "Successful")
    assert done["InstancesToUpdate"] == 0 and fleet.in_service() == before


def versions(fleet: Fleet) -> list[str]:
    (group,) = fleet.scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[fleet.group])["AutoScalingGroups"]
    return [one["LaunchTemplate"]["Version"] for one in group["Instances"]]
