"""Everything CloudFormation checks before it accepts a template for a stack."""

from dataclasses import dataclass, field

from . import capabilities, parameters, template
from .errors import ValidationError
from .model import Json, Stack, Target
from .store import Store


@dataclass(frozen=True)
class Request:
    """What CreateChangeSet, CreateStack and UpdateStack have in common.

    `tags` and `notification_arns` of None: as they were before.
    """

    body: str | None = None
    url: str | None = None
    use_previous_template: bool = False
    parameters: list[Json] = field(default_factory=list)
    capabilities: list[str] = field(default_factory=list)
    tags: dict[str, str] | None = None
    notification_arns: list[str] | None = None
    role_arn: str | None = None


def target_of(store: Store, stack: Stack | None, request: Request) -> Target:
    """The checked target of a request. Raises ValidationError or InsufficientCapabilities."""
    if request.use_previous_template:
        if stack is None or stack.status == "REVIEW_IN_PROGRESS":
            raise ValidationError("UsePreviousTemplate needs a stack that was created before.")
        body = stack.body
    else:
        body = template.body_from(store.account, store.region, request.body, request.url)
    parsed = template.parse(body)
    template.validate(parsed, store.region)
    capabilities.check(parsed, request.capabilities)
    existing = stack if stack and stack.status != "REVIEW_IN_PROGRESS" else None
    if existing:
        _check_types(existing, parsed)
    values = parameters.settle(parsed, request.parameters, existing.parameters if existing else {})
    tags = request.tags if request.tags is not None else dict(existing.tags) if existing else {}
    return Target(body, parsed, values, tags)


def _check_types(stack: Stack, parsed: Json) -> None:
    changed = [
        name
        for name, resource in parsed["Resources"].items()
        if name in stack.resources and stack.resources[name].type != resource["Type"]
    ]
    if changed:
        raise ValidationError(
            "Update of resource type is not permitted. The new template modifies resource type of the following "
            f"resources: [{', '.join(changed)}]"
        )
