"""One engine without AWS: deterministic, plausible over hours, truthful about its sessions."""

import json
import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from enginehouse_sandbox.workloads.dagger_engine import Engine, Line, Machine, structured

BORN = datetime(2026, 11, 21, tzinfo=UTC).timestamp()
MACHINE = Machine(hostname="ip-10-0-0-4.ec2.internal", vcpus=4, memory=8 * 2**30, disk=200 * 2**30)


def engine(instance_id: str = "i-0123") -> Engine:
    return Engine(instance_id, MACHINE, BORN)


def live(one: Engine, seconds: float, step: float = 1) -> list[Line]:
    """What it logs from its birth on, looked at every `step` seconds."""
    return [line for tick in range(int(seconds / step) + 1) for line in one.advance(BORN + tick * step)]


def fields(text: str) -> dict[str, str]:
    return {key: value.strip('"') for key, value in re.findall(r'([\w./-]+)=("(?:[^"\\]|\\.)*"|\S+)', text)}


def test_the_same_instance_has_the_same_course_however_often_it_is_looked_at() -> None:
    assert live(engine(), 1800) == live(engine(), 1800, step=0.25)
    assert live(engine("i-0456"), 1800) != live(engine(), 1800)


def test_no_line_comes_before_its_time() -> None:
    one = engine()
    for tick in range(300):
        assert all(BORN + tick - 1 < line.at <= BORN + tick for line in one.advance(BORN + tick))


def test_it_serves_within_two_seconds() -> None:
    one = engine()
    one.advance(BORN + 1)
    assert one.state == "starting"
    lines = one.advance(BORN + 2)
    assert one.state == "serving"
    assert any("running server on" in line.text for line in lines)


def test_its_metrics_line_tells_the_machine_and_the_sessions_of_that_moment() -> None:
    lines = live(engine(), 3600)
    metrics = [line for line in lines if 'msg="engine metrics"' in line.text]
    assert [round(b.at - a.at) for a, b in pairwise(metrics)] == [60] * (len(metrics) - 1)
    assert len(metrics) == 59
    for line in metrics:
        told = fields(line.text)
        opened = sum('"initializing new session"' in each.text for each in lines if each.at <= line.at)
        ended = sum('"removing session; ' in each.text for each in lines if each.at <= line.at)
        assert int(told["dagger-session-count"]) == opened - ended
        assert (told["cpu-count"], told["mem-total"]) == ("4", str(MACHINE.memory))
        assert told["disk-size-/var/lib/dagger"] == str(MACHINE.disk)
        assert 0 < int(told["disk-free-/var/lib/dagger"]) < MACHINE.disk
        assert 0 < int(told["mem-available"]) < MACHINE.memory


def test_the_lines_of_a_session_carry_its_id_from_its_start_to_its_end() -> None:
    by_session: dict[str, list[str]] = {}
    for line in live(engine(), 3600):
        told = fields(line.text)
        if session := told.get("session") or told.get("sessionID"):
            by_session.setdefault(session, []).append(told["msg"])
    ended = [messages for messages in by_session.values() if messages[-1] == "session removed"]
    assert len(ended) > 20
    for messages in ended:
        assert messages[0] == "initializing new session"
        assert messages.count("starting container") == sum(m.startswith("container exited") for m in messages) > 0


@pytest.mark.parametrize("instance_id", ["i-0a", "i-0b", "i-0c"])
def test_what_is_measured_stays_plausible_over_a_day_and_moves(instance_id: str) -> None:
    one = Engine(instance_id, Machine(vcpus=2), BORN)
    samples = []
    for minute in range(1, 24 * 60):
        one.advance(BORN + 60 * minute)
        samples.append(one.sample())
    for name in ("cpu", "memory", "disk"):
        values = [getattr(sample, name) for sample in samples]
        assert min(values) > 0 and max(values) < 100
        assert len(set(values)) > 500
    five_minutes = zip(*(samples[start:] for start in range(5)), strict=False)
    assert not any(min(sample.cpu for sample in window) > 80 for window in five_minutes)
    busy = [sample.cpu for sample in samples if sample.sessions >= 3]
    idle = [sample.cpu for sample in samples if sample.sessions == 0]
    assert sum(busy) / len(busy) > 2 * sum(idle) / len(idle)


def test_a_failing_engine_has_a_full_disk_and_no_sessions_until_it_is_repaired() -> None:
    one = engine()
    live(one, 600)
    one.fail(BORN + 600)
    failing = one.advance(BORN + 900)
    assert (one.state, one.session_count, one.sample().disk) == ("failing", 0, 100)
    assert not any("engine metrics" in line.text or "new session" in line.text for line in failing)
    assert sum("Connection refused" in line.text for line in failing) == 30

    one.repair(BORN + 900)
    repaired = one.advance(BORN + 1200)
    assert one.state == "serving" and one.sample().disk < 5
    assert any("marked unclean; wiping" in line.text for line in repaired)
    assert any("initializing new session" in line.text for line in repaired)


def test_failing_again_and_repairing_a_sound_engine_change_nothing() -> None:
    one, other = engine(), engine()
    one.repair(BORN + 10)
    assert live(one, 100) == live(other, 100)
    for failing in (one, other):
        failing.fail(BORN + 100)
    one.fail(BORN + 150)
    assert one.advance(BORN + 300) == other.advance(BORN + 300)


def test_a_host_that_goes_away_ends_its_sessions_and_says_no_more() -> None:
    one = engine()
    now = BORN + 20
    one.advance(now)
    assert one.session_count > 0
    last = [line.text for line in one.shut_down(now)]
    assert any("stopping server" in text for text in last)
    assert any("session removed" in text for text in last)
    assert "telemetry shut down complete" in last
    assert one.advance(now + 2000) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'time="2026-11-21T12:00:00Z" level=warning msg="two \\"words\\"" disk-free-/var/lib/dagger=7 session=s1',
            {
                "time": "2026-11-21T12:00:00Z",
                "level": "warn",
                "msg": 'two "words"',
                "disk_free_var_lib_dagger": 7,
                "session": "s1",
                "correlation_id": "s1",
                "service": "pool",
            },
        ),
        ("panic: no fields", {"level": "info", "msg": "panic: no fields", "service": "pool"}),
    ],
)
def test_its_text_becomes_an_object_with_a_correlation_id(text: str, expected: dict[str, object]) -> None:
    assert json.loads(structured(text, "pool")) == expected


def test_while_it_drains_it_takes_no_new_sessions_until_none_is_left() -> None:
    one = engine()
    live(one, 120)
    assert one.session_count > 0
    one.drain()
    lines = [line for tick in range(600) for line in one.advance(BORN + 121 + tick)]
    assert one.session_count == 0
    assert not any("initializing new session" in line.text for line in lines if line.at > BORN + 121)
    assert any("session removed" in line.text for line in lines)
