"""Looking ahead: a template resolved against a stack whose next operation has not run yet."""

import json
from dataclasses import dataclass, field
from typing import Any

from .intrinsics import Resolver
from .model import Stack
from .scope import Scope
from .store import Store

KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}"


@dataclass
class Preview(Scope):
    """A scope that looks ahead: what changes is not known yet."""

    store: Store
    stack: Stack
    replaced: set[str] = field(default_factory=set)
    modified: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)

    def ref(self, name: str) -> Any:
        return KNOWN_AFTER_APPLY if name in self.replaced or self._new(name) else super().ref(name)

    def get_att(self, name: str, attribute: str) -> Any:
        unknown = name in self.replaced | self.modified or self._new(name)
        return KNOWN_AFTER_APPLY if unknown else super().get_att(name, attribute)

    def _new(self, name: str) -> bool:
        resource = self.stack.resources.get(name)
        return resource is None or not resource.physical_id


class PreviewResolver(Resolver):
    """Functions that look into a value give the marker when that value is not known yet."""

    def _fn_select(self, argument: Any) -> Any:
        return KNOWN_AFTER_APPLY if self._unknown(argument[1]) else super()._fn_select(argument)

    def _fn_split(self, argument: Any) -> Any:
        return KNOWN_AFTER_APPLY if self._unknown(argument[1]) else super()._fn_split(argument)

    def _fn_cidr(self, argument: Any) -> Any:
        return KNOWN_AFTER_APPLY if self._unknown(argument[0]) else super()._fn_cidr(argument)

    def _unknown(self, argument: Any) -> bool:
        return KNOWN_AFTER_APPLY in json.dumps(self.resolve(argument))
