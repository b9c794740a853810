"""ECR's pull-through cache rules: for the upstreams that AWS knows, with a secret where the upstream asks who pulls."""

import json
import re
from collections import defaultdict
from typing import Any

from botocore.exceptions import ClientError
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecr.models import ECRBackend
from moto.ecr.responses import ECRResponse

from ..inproc import client

OPEN = {"ecr-public": "public.ecr.aws", "k8s": "registry.k8s.io", "quay": "quay.io"}
WITH_SECRET = {
    "docker-hub": "registry-1.docker.io",
    "github-container-registry": "ghcr.io",
    "gitlab-container-registry": "registry.gitlab.com",
}
_ECR = re.compile(r"\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com(\.cn)?")
_AZURE = re.compile(r"[\w-]+\.azurecr\.(io|us|cn)")
_PREFIX = re.compile(r"ROOT|(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*/?")
_REGISTRY_ACTIONS = {"ecr:BatchImportUpstreamImage", "ecr:CreateRepository", "ecr:ReplicateImage"}
_SECRETS = "ecr-pullthroughcache/"

_rules: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
"""By account and region, then by prefix."""


class InvalidParameter(ServiceException):
    code = "InvalidParameterException"


class UnsupportedUpstream(ServiceException):
    code = "UnsupportedUpstreamRegistryException"


class RuleAlreadyExists(ServiceException):
    code = "PullThroughCacheRuleAlreadyExistsException"


class RuleNotFound(ServiceException):
    code = "PullThroughCacheRuleNotFoundException"


class SecretNotFound(ServiceException):
    code = "SecretNotFoundException"


def install() -> None:
    api = ECRResponse
    api.create_pull_through_cache_rule = create_pull_through_cache_rule
    api.update_pull_through_cache_rule = update_pull_through_cache_rule
    api.describe_pull_through_cache_rules = describe_pull_through_cache_rules
    api.delete_pull_through_cache_rule = delete_pull_through_cache_rule
    ECRBackend._validate_registry_policy_action = _validate_registry_policy


def clear() -> None:
    _rules.clear()


def create_pull_through_cache_rule(self: Any) -> ActionResult:
    held, prefix = _held(self), self._get_param("ecrRepositoryPrefix")
    if not _PREFIX.fullmatch(prefix or "") or len(prefix) > 30:
        raise InvalidParameter(f"Invalid parameter at 'ecrRepositoryPrefix': {prefix!r}")
    if prefix in held:
        raise RuleAlreadyExists(f"The pull through cache rule with prefix '{prefix}' already exists.")
    url, secret = self._get_param("upstreamRegistryUrl"), self._get_param("credentialArn")
    _check(self, url, secret)
    rule = {
        "ecrRepositoryPrefix": prefix,
        "upstreamRegistryUrl": url,
        "createdAt": utcnow(),
        "updatedAt": utcnow(),
        "registryId": self.current_account,
        "upstreamRegistry": self._get_param("upstreamRegistry") or _name_of(url),
        "credentialArn": secret,
    }
    held[prefix] = rule
    return ActionResult(rule)


def update_pull_through_cache_rule(self: Any) -> ActionResult:
    rule, secret = _rule(self), self._get_param("credentialArn")
    if secret:
        _check(self, rule["upstreamRegistryUrl"], secret)
        rule.update(credentialArn=secret, updatedAt=utcnow())
    return ActionResult(rule)


def describe_pull_through_cache_rules(self: Any) -> ActionResult:
    held, wanted = _held(self), self._get_param("ecrRepositoryPrefixes") or []
    for prefix in wanted:
        _known(self, prefix)
    return ActionResult({"pullThroughCacheRules": [rule for name, rule in held.items() if name in (wanted or held)]})


def delete_pull_through_cache_rule(self: Any) -> ActionResult:
    rule = _rule(self)
    return ActionResult(_held(self).pop(rule["ecrRepositoryPrefix"]))


def _validate_registry_policy(_: Any, text: str) -> None:
    """Stock moto does not know the action that a pull through cache needs."""
    for statement in json.loads(text)["Statement"]:
        given = statement["Action"]
        if set([given] if isinstance(given, str) else given) - _REGISTRY_ACTIONS:
            raise InvalidParameter("Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid action'")


def _check(self: Any, url: str, secret: str | None) -> None:
    """Refuse an upstream that AWS does not know, and one that needs a secret and has none that can be read."""
    if url in OPEN.values() or _ECR.fullmatch(url):
        return
    if url not in WITH_SECRET.values() and not _AZURE.fullmatch(url):
        known = ", ".join((*OPEN.values(), *WITH_SECRET.values()))
        raise UnsupportedUpstream(f"The upstream registry {url} is not supported; supported are {known}")
    if not secret or f":secret:{_SECRETS}" not in secret:
        raise InvalidParameter(f"The credential ARN of {url} must be of a secret whose name begins with {_SECRETS}")
    try:
        client("secretsmanager", self.current_account, self.region).describe_secret(SecretId=secret)
    except ClientError as error:
        raise SecretNotFound(f"The secret of the pull through cache rule was not found: {secret}") from error


def _name_of(url: str) -> str:
    names = {held: name for name, held in {**OPEN, **WITH_SECRET}.items()}
    return names.get(url, "ecr" if _ECR.fullmatch(url) else "azure-container-registry")


def _held(self: Any) -> dict[str, dict[str, Any]]:
    return _rules[(self.current_account, self.region)]


def _rule(self: Any) -> dict[str, Any]:
    return _known(self, self._get_param("ecrRepositoryPrefix"))


def _known(self: Any, prefix: str) -> dict[str, Any]:
    if prefix not in _held(self):
        raise RuleNotFound(f"The pull through cache rule with prefix '{prefix}' does not exist.")
    return _held(self)[prefix]
