"""A local AWS as its own process on a free port, and the clients to talk to it over HTTP."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import boto3
from botocore.config import Config

PACKAGE = Path(__file__).parents[1]
ACCOUNT = "123456789012"
REGION = "us-east-1"

Value = TypeVar("Value")


def until(read: Callable[[], Value], done: Callable[[Value], Any], seconds: float = 20) -> Value:
    """Read again and again until `done` holds; fails with the last value when time is up."""
    deadline = time.monotonic() + seconds
    while True:
        value = read()
        if done(value):
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not reached in {seconds} s; last seen: {value!r}")
        time.sleep(0.02)


class Sandbox:
    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self._clients: dict[tuple[str, str, str], Any] = {}

    @classmethod
    @contextmanager
    def started(
        cls, *, synchronous: bool, step_seconds: float = 0, data: Path | None = None, arguments: tuple[str, ...] = ()
    ) -> Iterator["Sandbox"]:
        """Start a server, wait until it is ready, and end it afterwards."""
        command = [sys.executable, "-m", "enginehouse_sandbox", "--port", "0", "--exit-with-parent", *arguments]
        environment = {
            **os.environ,
            "SANDBOX_CFN_ASYNC": "0" if synchronous else "1",
            "SANDBOX_CFN_STEP_SECONDS": str(step_seconds),
            "SANDBOX_TICK_SECONDS": "0.1",
            "SANDBOX_UNHEALTHY_SECONDS": "1",
            "SANDBOX_INITIAL_SECONDS": "2",
            "SANDBOX_METRIC_SECONDS": "1",
            "SANDBOX_TASK_SECONDS": "0.2",
        }
        with subprocess.Popen(
            [*command, *(["--data", str(data)] if data else [])],
            cwd=PACKAGE,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                assert process.stdout
                line = process.stdout.readline()
                assert "ready on" in line, f"the local AWS did not start: {line!r}"
                yield cls(process, line.split()[-1])
            finally:
                process.kill()

    def client(self, service: str, account: str = ACCOUNT, region: str = REGION) -> Any:
        key = (service, account, region)
        if key not in self._clients:
            session = boto3.session.Session(aws_access_key_id="testing", aws_secret_access_key="testing")
            config = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"})
            made = session.client(service, region_name=region, endpoint_url=self.url, config=config)
            made.meta.events.register(
                "before-sign", lambda request, **_: request.headers.__setitem__("x-moto-account-id", account)
            )
            self._clients[key] = made
        return self._clients[key]

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """One request to a control endpoint; the JSON it answers."""
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self.url}/sandbox/{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    @contextmanager
    def still(self) -> Iterator[Callable[[], None]]:
        """Lets the clock stand still meanwhile; what it yields is one tick."""

        def tick() -> None:
            self.control("POST", "clock/tick")

        self.control("POST", "clock", {"running": False})
        try:
            yield tick
        finally:
            self.control("POST", "clock", {"running": True})


class Stacks:
    """CloudFormation as a test uses it: short names for the common steps."""

    def __init__(self, sandbox: Sandbox, account: str = ACCOUNT, region: str = REGION) -> None:
        self.sandbox = sandbox
        self.cfn = sandbox.client("cloudformation", account, region)

    @staticmethod
    def name(prefix: str = "t") -> str:
        return f"{prefix}-{uuid4().hex[:8]}"

    def create(self, template: Any, name: str | None = None, **more: Any) -> str:
        """Create a stack directly and wait for the end of the operation; returns its id."""
        stack = self.cfn.create_stack(
            StackName=name or self.name(), TemplateBody=as_text(template), Capabilities=["CAPABILITY_NAMED_IAM"], **more
        )
        self.settled(stack["StackId"])
        return stack["StackId"]

    def update(self, stack: str, template: Any, **more: Any) -> str:
        self.cfn.update_stack(
            StackName=stack, TemplateBody=as_text(template), Capabilities=["CAPABILITY_NAMED_IAM"], **more
        )
        return self.settled(stack)

    def delete(self, stack: str, **more: Any) -> str:
        self.cfn.delete_stack(StackName=stack, **more)
        return self.settled(stack)

    def change_set(self, stack: str, template: Any, kind: str | None = "UPDATE", **more: Any) -> dict[str, Any]:
        """Create a change set and wait until it is prepared; returns DescribeChangeSet's answer with values."""
        made = self.cfn.create_change_set(
            StackName=stack,
            ChangeSetName=more.pop("ChangeSetName", self.name("cs")),
            TemplateBody=as_text(template),
            Capabilities=["CAPABILITY_NAMED_IAM"],
            **({"ChangeSetType": kind} if kind else {}),
            **more,
        )
        return until(
            lambda: self.cfn.describe_change_set(ChangeSetName=made["Id"], IncludePropertyValues=True),
            lambda found: found["Status"] in ("CREATE_COMPLETE", "FAILED"),
        )

    def execute(self, change_set: dict[str, Any], **more: Any) -> str:
        self.cfn.execute_change_set(ChangeSetName=change_set["ChangeSetId"], **more)
        return self.settled(change_set["StackId"])

    def stack(self, stack: str) -> dict[str, Any]:
        return self.cfn.describe_stacks(StackName=stack)["Stacks"][0]

    def status(self, stack: str) -> str:
        return self.stack(stack)["StackStatus"]

    def settled(self, stack: str) -> str:
        return until(lambda: self.status(stack), lambda status: not status.endswith("_IN_PROGRESS"))

    def events(self, stack: str) -> list[dict[str, Any]]:
        """Every event, oldest first."""
        pages = self.cfn.get_paginator("describe_stack_events").paginate(StackName=stack)
        return [event for found in pages for event in found["StackEvents"]][::-1]

    def statuses(self, stack: str, logical_id: str | None = None) -> list[str]:
        """The statuses of one resource, or of the stack itself, in order."""
        wanted = logical_id or self.stack(stack)["StackName"]
        return [e["ResourceStatus"] for e in self.events(stack) if e["LogicalResourceId"] == wanted]

    def resources(self, stack: str) -> dict[str, str]:
        """Physical ids by logical id."""
        found = self.cfn.describe_stack_resources(StackName=stack)["StackResources"]
        return {resource["LogicalResourceId"]: resource.get("PhysicalResourceId", "") for resource in found}

    def outputs(self, stack: str) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self.stack(stack).get("Outputs", [])}


def as_text(template: Any) -> str:
    return template if isinstance(template, str) else json.dumps(template)
