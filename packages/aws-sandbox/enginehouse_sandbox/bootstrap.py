"""The CDK bootstrap of an account and region: deployed as the stack `CDKToolkit`, as `cdk bootstrap` does."""

import json
from typing import Any

from .cloudformation import change_sets
from .cloudformation.acceptance import Request, target_of
from .cloudformation.engine import Engine
from .cloudformation.store import store

STACK_NAME = "CDKToolkit"
QUALIFIER = "hnb659fds"
VERSION = "28"
"""The bootstrap template version the CDK of this project asks for at most."""
_ROLES = ("deploy", "file-publishing", "image-publishing", "lookup", "cfn-exec")


def bucket_name(account: str, region: str) -> str:
    return f"cdk-{QUALIFIER}-assets-{account}-{region}"


def bootstrap(engine: Engine, account: str, region: str) -> None:
    """Deploy `CDKToolkit` unless it is there (from the journal, or by `cdk bootstrap`)."""
    where = store(account, region)
    if where.find(STACK_NAME):
        return
    body = json.dumps(template(account, region))
    request = Request(body=body, capabilities=["CAPABILITY_NAMED_IAM"])
    with where.lock:
        target = target_of(where, None, request)
        stack = change_sets.review_stack(where, STACK_NAME, request)
        engine.deploy(where, stack, "CREATE", target, None)


def template(account: str, region: str) -> dict[str, Any]:
    bucket = bucket_name(account, region)
    resources: dict[str, Any] = {
        "StagingBucket": {
            "Type": "AWS::S3::Bucket",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"BucketName": bucket, "VersioningConfiguration": {"Status": "Enabled"}},
        },
        "ContainerAssetsRepository": {
            "Type": "AWS::ECR::Repository",
            "Properties": {"RepositoryName": f"cdk-{QUALIFIER}-container-assets-{account}-{region}"},
        },
        "CdkBootstrapVersion": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Type": "String", "Name": f"/cdk-bootstrap/{QUALIFIER}/version", "Value": VERSION},
        },
    }
    for name in _ROLES:
        logical_id = "".join(part.title() for part in name.split("-")) + "Role"
        resources[logical_id] = {"Type": "AWS::IAM::Role", "Properties": _role(name, account, region)}
    outputs = {
        "BucketName": {"Value": {"Ref": "StagingBucket"}},
        "BucketDomainName": {"Value": {"Fn::GetAtt": ["StagingBucket", "RegionalDomainName"]}},
        "BootstrapVersion": {"Value": {"Fn::GetAtt": ["CdkBootstrapVersion", "Value"]}},
    }
    return {"Description": "CDK bootstrap of the local AWS", "Resources": resources, "Outputs": outputs}


def _role(name: str, account: str, region: str) -> dict[str, Any]:
    trusted = {"Service": "cloudformation.amazonaws.com"} if name == "cfn-exec" else {"AWS": account}
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": trusted}
    return {
        "RoleName": f"cdk-{QUALIFIER}-{name}-role-{account}-{region}",
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
    }
