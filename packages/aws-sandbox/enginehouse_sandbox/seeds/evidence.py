"""Where evidence of deployments is kept and what it is signed with: a bucket, and a key on P-256 under an alias.

The key is the same at every start, derived from account and region: what was signed before a restart verifies after it.
It keeps no secret, as nothing here does.
"""

import hashlib
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric import ec
from moto.kms.models import Key, kms_backends
from moto.s3.models import s3_backends

from ..inproc import client

ALIAS = "alias/enginehouse-evidence"


def bucket_name(account: str, region: str) -> str:
    return f"enginehouse-evidence-{account}-{region}"


def plant(account: str, region: str) -> None:
    keys = kms_backends[account][region]
    key = _key(account, region)
    if key.id not in keys.keys:
        keys.keys[key.id] = key
        keys.create_alias(key.id, ALIAS)
    bucket = bucket_name(account, region)
    if bucket not in s3_backends[account]["aws"].buckets:
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        client("s3", account, region).create_bucket(Bucket=bucket, **where)


def _key(account: str, region: str) -> Key:
    key = Key(None, "SIGN_VERIFY", "ECC_NIST_P256", "Signs the evidence of deployments", account, region)
    place = f"{account}/{region}/{ALIAS}"
    key.id = str(uuid5(NAMESPACE_URL, place))
    key.arn = f"arn:aws:kms:{region}:{account}:key/{key.id}"
    secret = int.from_bytes(hashlib.sha256(place.encode()).digest()[:31], "big")
    key.private_key.private_key = ec.derive_private_key(secret, ec.SECP256R1())
    return key
