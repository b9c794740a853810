"""What becomes of a resource that leaves its stack: DeletionPolicy and UpdateReplacePolicy."""

import secrets

from .model import Json

DELETE, RETAIN, SNAPSHOT = "Delete", "Retain", "Snapshot"


def deletion_policy(declared: Json) -> str:
    """One of the three for a resource as its template declares it; a database without a policy leaves a snapshot."""
    given = declared.get("DeletionPolicy")
    if given == "RetainExceptOnCreate":
        return RETAIN
    return str(given or (SNAPSHOT if _is_database(declared) else DELETE))


def replace_policy(declared: Json) -> str:
    """One of the three for a resource that an update replaces."""
    return str(declared.get("UpdateReplacePolicy") or DELETE)


def snapshot_name(stack: str, logical_id: str) -> str:
    """CloudFormation's pattern for the last snapshot of a resource."""
    return f"{stack}-snapshot-{logical_id}-{secrets.token_hex(6)}".lower()


def _is_database(declared: Json) -> bool:
    kind, properties = declared.get("Type"), declared.get("Properties", {})
    return kind == "AWS::RDS::DBCluster" or (kind == "AWS::RDS::DBInstance" and "DBClusterIdentifier" not in properties)
