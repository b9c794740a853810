"""The whole life of an engine pool: created, updated in place, drifted, deleted with nothing left."""

from collections.abc import Iterator
from typing import Any

import pytest

from .sandbox import Sandbox, Stacks
from .templates import engine_pool


@pytest.fixture(scope="module")
def pool(aws: Sandbox) -> Iterator[str]:
    stacks = Stacks(aws)
    stack = stacks.create(engine_pool(), Tags=[{"Key": "enginehouse:definition", "Value": "dagger-engine-pool"}])
    assert stacks.status(stack) == "CREATE_COMPLETE", [e for e in stacks.events(stack) if "FAILED" in e["ResourceStatus"]]
    yield stack


def test_every_resource_and_output_is_there(aws: Sandbox, pool: str) -> None:
    stacks = Stacks(aws)
    assert set(stacks.resources(pool)) == set(engine_pool()["Resources"])
    outputs = stacks.outputs(pool)
    assert outputs["Endpoint"].startswith("tcp://") and outputs["Endpoint"].endswith(":8443")
    assert outputs["KeyArn"].startswith("arn:aws:kms:us-east-1:123456789012:key/")
