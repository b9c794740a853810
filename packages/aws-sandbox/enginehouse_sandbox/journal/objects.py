"""The objects of bootstrap and evidence buckets: what CDK uploads once and looks for again, and what is kept."""

import logging
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from botocore.exceptions import ClientError

from ..inproc import client
from ..wire.api_call import ApiCall

log = logging.getLogger(__name__)

_BUCKET = re.compile(r"(?:cdk-[a-z0-9]+-assets|enginehouse-evidence)-(\d{12})-[a-z0-9-]+")


class AssetObjects:
    """Copies below `folder`: one folder for each bucket, one file for each key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def after_call(self, call: ApiCall, environ: dict[str, Any]) -> None:
        """Keep what a successful S3 call just wrote to such a bucket."""
        if call.service != "s3" or call.action not in ("PutObject", "PostObject", "DeleteObject"):
            return
        bucket, _, key = unquote(environ["PATH_INFO"]).lstrip("/").partition("/")
        if not key or not _BUCKET.fullmatch(bucket):
            return
        path = self.folder / bucket / quote(key, safe="")
        if call.action == "DeleteObject":
            path.unlink(missing_ok=True)
            return
        try:
            content = client("s3", call.account, call.region).get_object(Bucket=bucket, Key=key)["Body"].read()
        except ClientError:
            return  # one part of an upload in several parts: the object is not there yet
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def restore(self) -> None:
        """Put every kept object into its bucket again, as far as that exists."""
        for path in sorted(self.folder.glob("*/*")):
            bucket = path.parent.name
            found = _BUCKET.fullmatch(bucket)
            if not found:
                continue
            try:
                s3 = client("s3", found.group(1), "us-east-1")
                s3.put_object(Bucket=bucket, Key=unquote(path.name), Body=path.read_bytes())
            except ClientError:
                log.warning("asset %s of bucket %s was not restored", path.name, bucket, exc_info=True)

    def clear(self) -> None:
        for path in self.folder.glob("*/*"):
            path.unlink()
