"""What a change set would do: per resource and per property, as DescribeChangeSet tells it.

Values that only the execution can know (a Ref to a resource that will be replaced, an attribute of one that
will change) read `{{changeSet:KNOWN_AFTER_APPLY}}` and count as dynamic, as CloudFormation does.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .. import schemas
from ..resources.table import taggable
from .intrinsics import Resolver
from .model import Json, Stack, StackResource, Target
from .ordering import creation_order
from .outputs import compute
from .parameters import masked
from .preview import Preview, PreviewResolver
from .references import Reference, references
from .store import Store

_OTHER_ATTRIBUTES = ("Metadata", "DeletionPolicy", "UpdateReplacePolicy")


@dataclass(frozen=True)
class Forecast:
    """The changes in the template's order, and whether anything at all would change (outputs count)."""

    changes: list[Json]
    anything: bool


def forecast(store: Store, stack: Stack, target: Target) -> Forecast:
    preview = Preview(store, stack)
    resolver = preview.resolver(target, PreviewResolver)
    resources = target.template["Resources"]
    wanted = [name for name in creation_order(resources) if resolver.wants(resources[name])]
    changed_parameters = {name for name, value in target.parameters.items() if stack.parameters.get(name) != value}
    changes = []
    for name in wanted:
        properties = resolver.resolve(resources[name].get("Properties") or {})
        if name not in stack.resources:
            changes.append(_add(name, resources[name], properties))
            continue
        change = _Modification(stack, stack.resources[name], resources[name], properties, target, preview)
        described = change.described(changed_parameters)
        if described:
            changes.append(described)
    removed = [name for name in stack.resources if name not in wanted]
    changes += [_remove(stack, stack.resources[name]) for name in removed]
    shown = json.loads(_without_secrets(stack, target, json.dumps(changes)))
    return Forecast(shown, bool(changes) or _outputs_differ(stack, target, resolver))


def _without_secrets(stack: Stack, target: Target, text: str) -> str:
    """NoEcho values of before and after, masked."""
    return masked(stack.template, stack.parameters, masked(target.template, target.parameters, text))


def _outputs_differ(stack: Stack, target: Target, resolver: Resolver) -> bool:
    return compute(resolver, target.template) != stack.outputs


def _context(declared: Json, properties: Json) -> str:
    other = {name: declared[name] for name in _OTHER_ATTRIBUTES if name in declared}
    return json.dumps({"Properties": properties, **other}, sort_keys=True)


def _add(name: str, declared: Json, properties: Json) -> Json:
    return {
        "Action": "Add",
        "LogicalResourceId": name,
        "ResourceType": declared["Type"],
        "Scope": [],
        "Details": [],
        "AfterContext": _context(declared, properties),
    }


def _remove(stack: Stack, resource: StackResource) -> Json:
    declared = stack.template.get("Resources", {}).get(resource.logical_id, {})
    return {
        "Action": "Remove",
        "PolicyAction": "Retain" if declared.get("DeletionPolicy") == "Retain" else "Delete",
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "Scope": [],
        "Details": [],
        "BeforeContext": _context(declared, resource.properties),
    }


@dataclass
class _Modification:
    """One resource that is in the stack and in the new template."""

    stack: Stack
    resource: StackResource
    declared: Json
    properties: Json
    target: Target
    preview: Preview

    def described(self, changed_parameters: set[str]) -> Json | None:
        """The ResourceChange, or None when nothing changes; marks the resource in the preview."""
        name = self.resource.logical_id
        details = [*self._properties(changed_parameters), *self._attributes(), *self._tags()]
        if not details:
            return None
        replacement = _replacement(details)
        (self.preview.modified if replacement == "False" else self.preview.replaced).add(name)
        was = self.stack.template.get("Resources", {}).get(name, {})
        change: Json = {
            "Action": "Modify",
            "LogicalResourceId": name,
            "PhysicalResourceId": self.resource.physical_id,
            "ResourceType": self.resource.type,
            "Replacement": replacement,
            "Scope": sorted({detail["Target"]["Attribute"] for detail in details}),
            "Details": details,
            "BeforeContext": _context(was, self.resource.properties),
            "AfterContext": _context(self.declared, self.properties),
        }
        if replacement != "False":
            retained = self.declared.get("UpdateReplacePolicy") == "Retain"
            change["PolicyAction"] = "ReplaceAndRetain" if retained else "ReplaceAndDelete"
        return change

    def _properties(self, changed_parameters: set[str]) -> Iterator[Json]:
        before, after = self.resource.properties, self.properties
        create_only = schemas.create_only(self.resource.type)
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) == after.get(name):
                continue
            cause = self._cause(name, changed_parameters)
            yield {
                "Target": {
                    "Attribute": "Properties",
                    "Name": name,
                    "Path": f"/Properties/{name}",
                    "RequiresRecreation": "Always" if name in create_only else "Never",
                    **_values(before.get(name), after.get(name)),
                },
                **cause,
            }

    def _cause(self, name: str, changed_parameters: set[str]) -> Json:
        declared = (self.declared.get("Properties") or {}).get(name)
        for reference in references(declared):
            dynamic = self._dynamic(reference)
            if dynamic:
                return {"Evaluation": "Dynamic", **dynamic}
        named = next((r.target for r in references(declared) if r.target in changed_parameters), None)
        if named:
            return {"Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": named}
        return {"Evaluation": "Static", "ChangeSource": "DirectModification"}

    def _dynamic(self, reference: Reference) -> Json | None:
        if reference.attribute is None and reference.target in self.preview.replaced:
            return {"ChangeSource": "ResourceReference", "CausingEntity": reference.target}
        if reference.attribute is not None and reference.target in self.preview.replaced | self.preview.modified:
            entity = f"{reference.target}.{reference.attribute}"
            return {"ChangeSource": "ResourceAttribute", "CausingEntity": entity}
        return None

    def _attributes(self) -> Iterator[Json]:
        was = self.stack.template.get("Resources", {}).get(self.resource.logical_id, {})
        for name in _OTHER_ATTRIBUTES:
            if was.get(name) != self.declared.get(name):
                target = {
                    "Attribute": name,
                    "RequiresRecreation": "Never",
                    **_values(was.get(name), self.declared.get(name)),
                }
                yield {"Target": target, "Evaluation": "Static", "ChangeSource": "DirectModification"}

    def _tags(self) -> Iterator[Json]:
        if taggable(self.resource.type) and self.resource.stack_tags != self.target.tags:
            target = {
                "Attribute": "Tags",
                "RequiresRecreation": "Never",
                **_values(self.resource.stack_tags, self.target.tags),
            }
            yield {"Target": target, "Evaluation": "Static", "ChangeSource": "DirectModification"}


def _replacement(details: list[Json]) -> str:
    always = [detail for detail in details if detail["Target"]["RequiresRecreation"] == "Always"]
    if any(detail["Evaluation"] == "Static" for detail in always):
        return "True"
    return "Conditional" if always else "False"


def _values(before: Any, after: Any) -> Json:
    kind = "Add" if before is None else "Remove" if after is None else "Modify"
    made: Json = {"AttributeChangeType": kind}
    if before is not None:
        made["BeforeValue"] = _text(before)
    if after is not None:
        made["AfterValue"] = _text(after)
    return made


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


_VALUE_MEMBERS = ("BeforeValue", "AfterValue", "AttributeChangeType", "Path")


def without_values(change: Json) -> Json:
    """A change as DescribeChangeSet answers it without IncludePropertyValues."""
    details = [
        {**detail, "Target": {k: v for k, v in detail["Target"].items() if k not in _VALUE_MEMBERS}}
        for detail in change["Details"]
    ]
    bare = {key: value for key, value in change.items() if key not in ("BeforeContext", "AfterContext")}
    return {**bare, "Details": details}
