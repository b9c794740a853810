"""Restarts: stacks are there again under the same StackId; what was cut off has failed, and says so."""

import hashlib
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from .sandbox import Sandbox, Stacks
from .templates import notes, parameter_store

CUT_OFF = "local AWS restarted"
BUCKET = "cdk-hnb659fds-assets-123456789012-us-east-1"


def own_events(stacks: Stacks, stack: str, token: str) -> list[tuple[str, Any]]:
    """Status and reason of the stack's own events with `token`."""
    return [
        (event["ResourceStatus"], event.get("ResourceStatusReason"))
        for event in stacks.events(stack)
        if event.get("ClientRequestToken") == token and event["PhysicalResourceId"] == stack
    ]


def test_finished_stacks_come_back(tmp_path: Path) -> None:
    with Sandbox.started(synchronous=True, data=tmp_path) as first:
        stacks = Stacks(first)
        producer = parameter_store()
        producer["Outputs"]["Text"]["Export"] = {"Name": "shared"}
        stack = stacks.create(producer, "producer", Tags=[{"Key": "k", "Value": "v"}], EnableTerminationProtection=True)
        stacks.update(stack, {**producer, **notes(Note="two")}, ClientRequestToken="the-update")
        user = stacks.create(notes(A={"Fn::ImportValue": "shared"}), "user")  # type: ignore[arg-type]
        gone = stacks.create(parameter_store(), "gone")
        stacks.delete(gone, ClientRequestToken="the-delete")
        open_set = stacks.change_set(stack, parameter_store("three"))
        first.client("s3").put_object(Bucket=BUCKET, Key="asset.zip", Body=b"asset")
        known, ending = stacks.stack(stack), stacks.events(stack)[-1]
        physical = stacks.resources(stack)
    (tmp_path / "stacks" / "broken.json").write_text("{")
    with Sandbox.started(synchronous=True, data=tmp_path) as second:
        stacks = Stacks(second)
        again = stacks.stack(stack)
        for name in ("StackId", "StackName", "StackStatus", "Tags", "CreationTime", "LastUpdatedTime", "Outputs"):
            assert again[name] == known[name], name
        assert again["EnableTerminationProtection"] is True
        assert "restored" in again["StackStatusReason"]
        assert stacks.resources(stack).keys() == physical.keys() and stacks.resources(stack) != physical
        assert own_events(stacks, stack, "the-update") == [("UPDATE_COMPLETE", None)]
        assert stacks.events(stack)[0]["EventId"] == ending["EventId"]
        assert stacks.status(user) == "CREATE_COMPLETE"
        assert own_events(stacks, gone, "the-delete") == [("DELETE_COMPLETE", None)]
        with pytest.raises(ClientError, match="ChangeSetNotFound"):
            stacks.cfn.describe_change_set(ChangeSetName=open_set["ChangeSetId"])
        assert second.client("s3").get_object(Bucket=BUCKET, Key="asset.zip")["Body"].read() == b"asset"
        status = second.control("GET", "status")
        assert status["restoredStacks"] == ["producer", "user"]
        assert status["problems"][0].startswith("broken.json in the journal cannot be read")
        stacks.delete(user)
        assert stacks.update(stack, {**producer, **notes(Note="four")}) == "UPDATE_COMPLETE"
        reset = urllib.request.Request(f"{second.url}/moto-api/reset", method="POST")
        assert urllib.request.urlopen(reset, timeout=20).status == 200
        listed = [stack["StackName"] for stack in stacks.cfn.describe_stacks()["Stacks"]]
        assert listed == ["CDKToolkit"]
        assert {path.name.rsplit("-", 5)[0] for path in (tmp_path / "stacks").iterdir()} == {"CDKToolkit"}


def test_evidence_of_before_a_restart_verifies_after_it(tmp_path: Path) -> None:
    bucket, key = "enginehouse-evidence-123456789012-us-east-1", "alias/enginehouse-evidence"
    given = {"KeyId": key, "Message": hashlib.sha256(b"text").digest(), "MessageType": "DIGEST"}
    with Sandbox.started(synchronous=True, data=tmp_path) as first:
        signed = first.client("kms").sign(**given, SigningAlgorithm="ECDSA_SHA_256")
        first.client("s3").put_object(Bucket=bucket, Key="stack/digest.tar", Body=b"bundle")
    with Sandbox.started(synchronous=True, data=tmp_path) as second:
        public = load_der_public_key(second.client("kms").get_public_key(KeyId=signed["KeyId"])["PublicKey"])
        assert isinstance(public, ec.EllipticCurvePublicKey)
        public.verify(signed["Signature"], b"text", ec.ECDSA(hashes.SHA256()))
        assert second.client("s3").get_object(Bucket=bucket, Key="stack/digest.tar")["Body"].read() == b"bundle"


def test_operations_cut_off_have_failed(tmp_path: Path) -> None:
    held_notes = notes(A="1", B="1")
    with Sandbox.started(synchronous=False, data=tmp_path) as first:
        stacks = Stacks(first)
        made = {"updated": stacks.create(notes(A="1"), "updated"), "deleted": stacks.create(held_notes, "deleted")}
        for phase in ("CREATE", "DELETE"):
            first.control("POST", "faults", {"resource": "B", "phase": phase, "hold": True})
        made["created"] = stacks.cfn.create_stack(
            StackName="created", TemplateBody=json.dumps(held_notes), ClientRequestToken="create"
        )["StackId"]
        stacks.cfn.update_stack(StackName="updated", TemplateBody=json.dumps(held_notes), ClientRequestToken="update")
        stacks.cfn.delete_stack(StackName="deleted", ClientRequestToken="delete")
        assert {stacks.status(stack) for stack in made.values()} <= {
            "CREATE_IN_PROGRESS",
            "UPDATE_IN_PROGRESS",
            "DELETE_IN_PROGRESS",
        }
    with Sandbox.started(synchronous=True, data=tmp_path) as second:
        stacks = Stacks(second)
        assert own_events(stacks, made["created"], "create") == [("CREATE_FAILED", CUT_OFF)]
        assert own_events(stacks, made["updated"], "update") == [
            ("UPDATE_FAILED", CUT_OFF),
            ("UPDATE_ROLLBACK_COMPLETE", CUT_OFF),
        ]
        assert own_events(stacks, made["deleted"], "delete") == [("DELETE_FAILED", CUT_OFF)]
        assert list(stacks.resources(made["updated"])) == ["A"]
        assert stacks.update(made["updated"], notes(A="2")) == "UPDATE_COMPLETE"
        for stack in made.values():
            assert stacks.delete(stack) == "DELETE_COMPLETE"
