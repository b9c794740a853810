"""Engine pools over HTTP: found, followed, broken and repaired as AWS's own APIs show them."""

import json
import time
from collections.abc import Iterator

import pytest

from ..sandbox import Sandbox, Stacks, until
from .pool import TAG, Pool, template


@pytest.fixture(scope="module")
def deployed(aws: Sandbox) -> Iterator[Pool]:
    with Pool.deployed(aws) as pool:
        yield pool


@pytest.fixture
def pool(deployed: Pool) -> Pool:
    return deployed.as_new()


def test_every_instance_in_service_writes_logs_and_metrics_from_now_on(aws: Sandbox) -> None:
    before = time.time()
    with Pool.deployed(aws) as pool:
        assert set(pool.states()) == pool.in_service()
        for instance in pool.in_service():
            pool.until_line(f"{instance}/engine", '"msg": "running server on [::]:1234"')
            assert "Cloud-init v. 22.2.2 finished" in pool.lines(f"{instance}/boot")
            assert "LOG5[ui]: Configuration successful" in pool.lines(f"{instance}/stunnel")
            assert all(event["timestamp"] >= int(before * 1000) for event in pool.events(instance))
            of = {"InstanceId": instance, "AutoScalingGroupName": pool.group}
            for line in pool.lines(f"{instance}/engine").splitlines():
                told = json.loads(line)
                assert told["service"] == pool.name and told["level"] in ("debug", "info", "warn", "error")
                assert told.get("correlation_id") == told.get("session", told.get("correlation_id"))
            assert _one_point(pool, "AWS/EC2", "CPUUtilization", InstanceId=instance) < 100
            assert _one_point(pool, "CWAgent", "mem_used_percent", **of) < 100
            assert _one_point(pool, "Enginehouse/DaggerEngine", "dagger_connected_clients", **of) < 10
        group = {"AutoScalingGroupName": pool.group}
        assert _one_point(pool, "AWS/EC2", "CPUUtilization", **group) > 0
        assert _one_point(pool, "CWAgent", "mem_used_percent", **group) > 0
        assert _one_point(pool, "Enginehouse/DaggerEngine", "dagger_connected_clients", **group) >= 0
        assert _one_point(pool, "Enginehouse/DaggerEngine", "certificate_days_left", **group) == 25


def _one_point(pool: Pool, namespace: str, name: str, **dimensions: str) -> float:
    """The first value; a second one may be there when a minute has just begun."""
    return until(lambda: pool.series(namespace, name, **dimensions), lambda values: 1 <= len(values) <= 2)[0]


def test_it_follows_the_capacity(pool: Pool) -> None:
    first = pool.in_service()
    pool.scale(3)
    added = next(iter(pool.until_states(serving=3).keys() - first))
    assert "starting dagger engine version" in pool.lines(f"{added}/engine")

    pool.scale(1)
    left = set(pool.until_states(serving=1))
    assert left == pool.in_service()
    for gone in (first | {added}) - left:
        assert '"msg": "stopping server"' in pool.lines(f"{gone}/engine")
        assert "LOG5[main]: Terminated" in pool.lines(f"{gone}/stunnel")
    assert "stopping server" not in pool.lines(f"{left.pop()}/engine")


def test_a_held_instance_lets_go_once_it_has_no_sessions(pool: Pool, aws: Sandbox) -> None:
    scaling, leaving = aws.client("autoscaling"), sorted(pool.in_service())[0]
    scaling.put_lifecycle_hook(
        AutoScalingGroupName=pool.group,
        LifecycleHookName="drain",
        LifecycleTransition="autoscaling:EC2_INSTANCE_TERMINATING",
        HeartbeatTimeout=3600,
    )
    # A restarted engine has no sessions yet.
    pool.act("unhealthy", instance=leaving)
    pool.act("repair", instance=leaving)
    scaling.terminate_instance_in_auto_scaling_group(InstanceId=leaving, ShouldDecrementDesiredCapacity=True)
    until(pool.states, lambda states: leaving not in states)
    assert leaving not in pool.in_service()
    scaling.delete_lifecycle_hook(AutoScalingGroupName=pool.group, LifecycleHookName="drain")


def test_an_engine_can_stop_answering_and_come_back(pool: Pool) -> None:
    until(pool.health, lambda health: {one["State"] for one in health.values()} == {"healthy"})
    broken, other = sorted(pool.in_service())
    pool.act("unhealthy", instance=broken)
    health = pool.health()
    assert health[broken] == {
        "State": "unhealthy",
        "Reason": "Target.FailedHealthChecks",
        "Description": "Health checks failed",
    }
    assert health[other]["State"] == "healthy"
    assert pool.states() == {broken: "failing", other: "serving"}
    pool.until_line(f"{broken}/engine", "no space left on device")
    pool.until_line(f"{broken}/stunnel", "s_connect: connect 127.0.0.1:1234: Connection refused")

    pool.act("repair", instance=broken)
    assert pool.health()[broken]["State"] == "healthy"
    pool.until_states(serving=2)
    assert "marked unclean; wiping and cold-starting" in pool.lines(f"{broken}/engine")


def test_without_a_healthy_engine_the_alarm_goes_off(pool: Pool) -> None:
    until(pool.alarm_state, lambda state: state == "OK")
    pool.act("unhealthy")
    assert set(pool.states().values()) == {"failing"}
    until(pool.alarm_state, lambda state: state == "ALARM")


def test_an_error_burst_is_as_long_and_as_dense_as_asked_for(pool: Pool) -> None:
    def errors() -> list[int]:
        events = pool.events(f"{noisy}/engine")
        return [
            e["timestamp"] for e in events if e["timestamp"] >= before and json.loads(e["message"])["level"] == "error"
        ]

    noisy, quiet = sorted(pool.in_service())
    quiet_before = pool.lines(f"{quiet}/engine").count('"level": "error"')
    before = int(time.time() * 1000)
    pool.act("errors", instance=noisy, seconds=2, rate=10)
    found = until(errors, lambda errors: len(errors) >= 20)
    assert len(found) == 20
    assert 1800 <= found[-1] - found[0] <= 2000
    assert pool.lines(f"{quiet}/engine").count('"level": "error"') == quiet_before
    assert set(pool.states().values()) == {"serving"}


def test_an_update_of_the_stack_restarts_no_engine(pool: Pool, aws: Sandbox) -> None:
    before = pool.states()
    starts = {instance: _starts(pool, instance) for instance in before}
    assert Stacks(aws).update(pool.stack_id, template(retention=90)) == "UPDATE_COMPLETE"
    pool.scale(3)
    after = pool.until_states(serving=3)
    assert before.items() <= after.items()
    for instance in before:
        assert _starts(pool, instance) == starts[instance]


def _starts(pool: Pool, instance: str) -> int:
    return pool.lines(f"{instance}/engine").count("starting dagger engine version")


def test_only_a_stack_with_the_tag_of_a_known_kind_is_simulated_until_it_is_gone(aws: Sandbox) -> None:
    stacks = Stacks(aws)
    plain = stacks.create(template(), name=stacks.name("plain"))
    unknown = stacks.create(template(), name=stacks.name("other"), Tags=[{**TAG, "Value": "no-such-kind"}])
    with Pool.deployed(aws) as pool:
        simulated = {workload["stackId"] for workload in aws.control("GET", "workloads")}
        assert pool.stack_id in simulated and not simulated & {plain, unknown}
    until(pool.view, lambda view: view is None)
    for stack in (plain, unknown):
        stacks.delete(stack)


def test_what_is_refused_says_why_and_what_is_known(pool: Pool) -> None:
    status, body = pool.refused("unhealthy", stack="nowhere")
    assert (status, body["path"]) == (404, "stack")
    assert "'nowhere'" in body["message"] and pool.name in body["accepted"]

    status, body = pool.refused("repair", instance="i-0")
    assert (status, body["path"]) == (404, "instance")
    assert "'i-0'" in body["message"] and all(known in body["accepted"] for known in pool.in_service())

    for wrong in ({"rate": 0}, {"rate": 1000}, {"seconds": "long"}, {"seconds": True}):
        status, body = pool.refused("errors", **wrong)
        assert (status, body["path"]) == (400, *wrong)
        assert body["accepted"].startswith("a number above 0, at most")

    status, body = pool.refused("explode")
    assert status == 404
    assert "POST dagger-engine-pool/unhealthy" in body["accepted"]
    assert set(pool.states().values()) == {"serving"}


def test_the_status_names_what_the_simulation_cannot_show(aws: Sandbox) -> None:
    limits = {limit["id"]: limit["detail"] for limit in aws.control("GET", "status")["limits"]}
    assert "written by the workload simulator" in limits["engine-pool-simulated"]
    assert "Nothing listens at an engine pool's endpoint" in limits["engine-pool-endpoint"]
    assert "Only stacks of dagger-engine-pool and ktor-chassis are brought to life" in limits["other-definitions"]
