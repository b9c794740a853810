"""ECR image scans: on push or asked for, in progress, then complete with findings that `/sandbox/ecr/findings` sets."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecr.exceptions import ScanNotFoundException
from moto.ecr.models import ECRBackend, Image, ecr_backends
from moto.ecr.responses import ECRResponse

from ..control import ControlError, ControlRequest, register
from . import events, later
from .backends import every

SECONDS = 2
"""How long a scan takes."""
SEVERITIES = ("CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED")
_FIELDS = "name, severity, packageName, packageVersion, description?, uri?"


@dataclass(frozen=True)
class Found:
    """What scans of a repository find; `tag` None: in every image of it."""

    repository: str
    tag: str | None
    findings: list[dict[str, Any]]


def finding(
    name: str, severity: str, packageName: str, packageVersion: str, description: str = "", uri: str = ""
) -> dict[str, Any]:
    """A finding as DescribeImageScanFindings answers it."""
    return {
        "name": name,
        "severity": severity,
        "description": description,
        "uri": uri,
        "attributes": [
            {"key": "package_name", "value": packageName},
            {"key": "package_version", "value": packageVersion},
        ],
    }


USUAL = [
    finding("CVE-0000-0001", "MEDIUM", "example-ssl", "1.0.0", "Made up by the local AWS."),
    finding("CVE-0000-0002", "LOW", "example-tar", "1.0.0", "Made up by the local AWS."),
]
"""What a scan finds when nobody said anything: nothing that raises an alarm."""
_found: list[Found] = []


def install() -> None:
    stock = ECRBackend.put_image

    def put_image(self: Any, repository_name: str, *args: Any, **kwargs: Any) -> Any:
        image = stock(self, repository_name, *args, **kwargs)
        repository = self.repositories[repository_name]
        if (repository.image_scanning_configuration or {}).get("scanOnPush") and not hasattr(image, "scan_status"):
            _scan(self, repository, image)
        return image

    ECRBackend.put_image = put_image
    Image.image_scan_status = property(lambda image: getattr(image, "scan_status", None))
    Image.image_scan_findings_summary = property(_summary)
    ECRResponse.start_image_scan = start_image_scan
    ECRResponse.describe_image_scan_findings = describe_image_scan_findings
    register("/sandbox/ecr", control)


def clear() -> None:
    _found.clear()


def start_image_scan(self: Any) -> ActionResult:
    repository, image = _image(self)
    _scan(self.ecr_backend, repository, image)
    return ActionResult({**_about(repository, image), "imageScanStatus": image.scan_status})


def describe_image_scan_findings(self: Any) -> ActionResult:
    repository, image = _image(self)
    if not hasattr(image, "scan_status"):
        asked = self._get_param("imageId")
        named = f"{{imageDigest:'{asked.get('imageDigest', 'null')}', imageTag:'{asked.get('imageTag', 'null')}'}}"
        raise ScanNotFoundException(named, repository.name, repository.registry_id)
    answer = {**_about(repository, image), "imageScanStatus": image.scan_status}
    if image.scan_status["status"] == "COMPLETE":
        answer["imageScanFindings"] = {**_summary(image), "findings": image.scan_findings}
    return ActionResult(answer)


def control(request: ControlRequest) -> Any:
    """POST `{repository, tag?, findings: [{name, severity, packageName, packageVersion, ...}]}` says what
    scans find, and scans the images there are again; DELETE takes everything back; GET lists."""
    if request.path != "findings":
        raise ControlError(
            f"nothing at {request.path!r}", accepted="GET, POST, DELETE /sandbox/ecr/findings", status=404
        )
    if request.method == "DELETE":
        _found.clear()
    if request.method == "POST":
        found = _parse(request.body if isinstance(request.body, dict) else {})
        _found.insert(0, found)
        _scan_again(found)
    return [{"repository": one.repository, "tag": one.tag, "findings": one.findings} for one in _found]


def _parse(given: dict[str, Any]) -> Found:
    if not isinstance(given.get("repository"), str):
        raise ControlError("repository is missing", path="repository", accepted="the name of a repository")
    if not isinstance(given.get("findings"), list):
        raise ControlError("findings is not a list", path="findings", accepted=f"a list of {{{_FIELDS}}}")
    findings = []
    for index, one in enumerate(given["findings"]):
        if not isinstance(one, dict) or one.get("severity") not in SEVERITIES:
            accepted = ", ".join(SEVERITIES)
            raise ControlError("no such severity", path=f"findings[{index}].severity", accepted=accepted)
        try:
            findings.append(finding(**one))
        except TypeError as error:
            raise ControlError(str(error), path=f"findings[{index}]", accepted=_FIELDS) from error
    return Found(given["repository"], given.get("tag"), findings)


def _scan_again(found: Found) -> None:
    for _, _, backend in every(ecr_backends):
        repository = backend.repositories.get(found.repository)
        for image in list(repository.images) if repository else ():
            if found.tag in (None, *image.image_tags):
                _scan(backend, repository, image)


def _scan(backend: Any, repository: Any, image: Any) -> None:
    image.scan_status = {"status": "IN_PROGRESS"}
    later.after(SECONDS, lambda: _complete(backend, repository, image))


def _complete(backend: Any, repository: Any, image: Any) -> None:
    """The findings are there, and EventBridge is told."""
    said = next(
        (one for one in _found if one.repository == repository.name and one.tag in (None, *image.image_tags)), None
    )
    image.scan_findings = said.findings if said else USUAL
    image.scan_completed = utcnow()
    image.scan_status = {"status": "COMPLETE", "description": "The scan was completed successfully."}
    detail = {
        "scan-status": "COMPLETE",
        "repository-name": repository.name,
        "image-digest": image.image_digest,
        "image-tags": list(image.image_tags),
        "finding-severity-counts": _summary(image)["findingSeverityCounts"],
    }
    events.send(backend.account_id, backend.region_name, "aws.ecr", "ECR Image Scan", detail, [repository.arn])


def _summary(image: Any) -> Any:
    if not hasattr(image, "scan_findings"):
        return None
    return {
        "imageScanCompletedAt": image.scan_completed,
        "vulnerabilitySourceUpdatedAt": image.scan_completed,
        "findingSeverityCounts": dict(Counter(one["severity"] for one in image.scan_findings)),
    }


def _image(self: Any) -> tuple[Any, Any]:
    asked = self._get_param("imageId")
    repository = self.ecr_backend._get_repository(self._get_param("repositoryName"), self._get_param("registryId"))
    return repository, repository._get_image(asked.get("imageTag"), asked.get("imageDigest"))


def _about(repository: Any, image: Any) -> dict[str, Any]:
    identifier = {"imageDigest": image.image_digest, "imageTag": image.image_tag}
    return {"registryId": repository.registry_id, "repositoryName": repository.name, "imageId": identifier}
