"""The base of all resource handlers: a CloudFormation resource made, changed, removed and read by API calls."""

import secrets
import string
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from .. import schemas
from ..cloudformation.errors import HandlerFailed
from ..cloudformation.model import Json, Stack, StackResource
from ..inproc import call

_SUFFIX = string.ascii_uppercase + string.digits


class Handler:
    """Handles one resource of one stack for one operation.

    A subclass for a simple type only names operations; others override `arguments`, `after`,
    `update`, `delete`, `attributes` or `read`. `properties` are resolved, secrets included, and carry
    the stack's tags. What must survive until the next operation goes into `resource.state`.
    """

    service: ClassVar[str] = ""
    create_operation: ClassVar[str | None] = None
    update_operation: ClassVar[str | None] = None
    delete_operation: ClassVar[str | None] = None
    id_path: ClassVar[str | None] = None
    """Where the create answer holds the physical id ("Vpc.VpcId"); None: it is the name."""
    id_argument: ClassVar[str] = ""
    """The argument that takes the physical id in update and delete."""
    name_property: ClassVar[str | None] = None
    """The property that names the resource; generated when the template leaves it out."""
    name_limit: ClassVar[int] = 255
    name_lower: ClassVar[bool] = False
    stub: ClassVar[bool] = False

    def __init__(self, stack: Stack, resource: StackResource, properties: Json) -> None:
        self.stack = stack
        self.resource = resource
        self.properties = dict(properties)
        if self.name_property:
            self.properties.setdefault(self.name_property, self._given_name())

    # -- what the engine calls ------------------------------------------------------------------

    def create(self) -> None:
        """Make the resource and set `resource.physical_id`."""
        answer = self.call(self.create_operation, self.arguments()) if self.create_operation else {}
        self.resource.physical_id = self.identify(answer)
        self.after()

    def update(self, before: Json) -> None:
        """Bring the existing resource to `properties`; `before` are the previous ones."""
        if self.update_operation:
            extra = {self.id_argument: self.physical_id} if self.id_argument else {}
            self.call(self.update_operation, {**self.update_arguments(), **extra})
        self.after()

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        """Set `tags` (Key and Value) and drop the keys in `gone` on the existing resource."""

    def delete(self) -> None:
        if self.delete_operation:
            self.call(self.delete_operation, {self.id_argument: self.physical_id})

    def snapshot(self, name: str) -> None:
        """Keep a last copy named `name`, of types that have one: DeletionPolicy Snapshot."""

    def attributes(self) -> Json:
        """What Fn::GetAtt may ask for, beside `Arn`-like defaults."""
        return {}

    def read(self) -> Json | None:
        """The live values of some properties, for drift; None when this type is not read.
        An API error that says "not found" means the resource is gone."""
        return None

    # -- what subclasses refine -----------------------------------------------------------------

    def arguments(self) -> Json:
        """The arguments of the create call; names are matched to the API's without regard to case."""
        return self.properties

    def update_arguments(self) -> Json:
        return self.arguments()

    def identify(self, answer: Json) -> str:
        """The physical id, from the create call's answer."""
        if self.id_path:
            return str(dig(answer, self.id_path))
        if self.name_property:
            return str(self.properties[self.name_property])
        identifier = schemas.primary_identifier(self.resource.type)
        if len(identifier) == 1 and isinstance(self.properties.get(identifier[0]), str):
            return self.properties[identifier[0]]
        return self.generated_name

    def after(self) -> None:
        """Calls that follow create and update, such as setting attributes."""

    # -- tools ----------------------------------------------------------------------------------

    @property
    def physical_id(self) -> str:
        return self.resource.physical_id

    @property
    def state(self) -> Json:
        return self.resource.state

    @property
    def account(self) -> str:
        return self.stack.account

    @property
    def region(self) -> str:
        return self.stack.region

    @property
    def generated_name(self) -> str:
        """`<stack>-<logical id>-<random>`, the same for the resource's whole life."""
        if "name" not in self.state:
            suffix = "".join(secrets.choice(_SUFFIX) for _ in range(12))
            self.state["name"] = fit_name(self.stack.name, self.resource.logical_id, suffix, self.name_limit)
        name = str(self.state["name"])
        return name.lower() if self.name_lower else name

    def call(self, operation: str, arguments: Json | None = None, /, *, of: str | None = None, **extra: Any) -> Json:
        """Call an operation of this handler's service, or `of` another one."""
        return call(self.account, self.region, of or self.service, operation, {**(arguments or {}), **extra})

    def arn(self, rest: str, service: str | None = None) -> str:
        return f"arn:aws:{service or self.service}:{self.region}:{self.account}:{rest}"

    def get_att(self, name: str) -> Any:
        """One attribute; HandlerFailed when the type has none of that name."""
        found = self.attributes()
        if name in found and found[name] is not None:
            return found[name]
        if name in schemas.primary_identifier(self.resource.type):
            return self.physical_id
        if name.endswith("Arn") and self.physical_id.startswith("arn:"):
            return self.physical_id
        raise HandlerFailed(
            f"Template error: resource {self.resource.logical_id} does not support attribute type {name} in Fn::GetAtt"
        )

    def _given_name(self) -> str:
        return self.generated_name


def dig(answer: Any, path: str) -> Any:
    """The value at a dotted path; a number is an index into a list."""
    for step in path.split("."):
        answer = answer[int(step)] if step.isdigit() else answer[step]
    return answer


def fit_name(stack: str, logical_id: str, suffix: str, limit: int) -> str:
    """CloudFormation's pattern for names, cut in the middle so that the random end stays."""
    room = limit - len(suffix) - 1
    middle = f"{stack}-{logical_id}"
    if len(middle) > room:
        # A cut behind a dash would leave two in a row, which names of load balancing refuse.
        head = stack[: max(1, room - len(logical_id) - 1)].rstrip("-")
        middle = f"{head}-{logical_id}"[:room]
    return f"{middle.rstrip('-')}-{suffix}"


def without(properties: Json, *names: str) -> Json:
    return {key: value for key, value in properties.items() if key not in names}


def only(properties: Json, *names: str) -> Json:
    return {key: properties[key] for key in names if key in properties}


HandlerType = TypeVar("HandlerType", bound=type[Handler])
_REGISTRY: dict[str, type[Handler]] = {}


def handles(*resource_types: str) -> Callable[[HandlerType], HandlerType]:
    """Class decorator: this handler serves these types ("AWS::" is put in front, unless it is a custom one)."""

    def register(handler: HandlerType) -> HandlerType:
        for resource_type in resource_types:
            custom = resource_type.startswith("Custom::")
            _REGISTRY[resource_type if custom else f"AWS::{resource_type}"] = handler
        return handler

    return register


def registered() -> dict[str, type[Handler]]:
    return dict(_REGISTRY)
