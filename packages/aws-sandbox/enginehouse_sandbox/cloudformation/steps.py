"""What is done with one resource: created, updated in place, replaced, deleted, each with its events."""

import logging
import re
from dataclasses import replace

from botocore.exceptions import ClientError

from .. import faults, schemas
from ..resources.handler import Handler
from ..resources.table import handler, taggable
from ..resources.tags import tags_of
from .dynamic import resolve_dynamic
from .errors import describe
from .model import Json, StackResource
from .operation import Operation
from .policies import DELETE, RETAIN, SNAPSHOT, snapshot_name

log = logging.getLogger(__name__)

_GONE = re.compile(r"not.?found|does not exist|nosuch|non-?existent|unknown", re.IGNORECASE)


class Steps:
    """The steps of one operation. `garbage` holds resources that were replaced, to be deleted in cleanup."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.stack = operation.stack
        self.garbage: list[StackResource] = []

    def create(self, logical_id: str, resource_type: str, properties: Json) -> None:
        resource = StackResource(logical_id, resource_type)
        self.stack.resources[logical_id] = resource
        self.operation.resource_event(resource, "CREATE_IN_PROGRESS", properties=properties)
        try:
            self._make(resource, properties, "CREATE")
        except Exception as error:
            self.operation.resource_event(resource, "CREATE_FAILED", describe(error))
            raise
        self.operation.resource_event(resource, "CREATE_COMPLETE", properties=properties)

    def needs_update(self, logical_id: str, properties: Json, tags: dict[str, str]) -> bool:
        resource = self.stack.resources[logical_id]
        retagged = taggable(resource.type) and resource.stack_tags != tags
        return resource.status.endswith("_FAILED") or resource.properties != properties or retagged

    def update(self, logical_id: str, properties: Json, phase: str = "UPDATE") -> None:
        """In place, or by a new physical resource when a create-only property changed."""
        old = self.stack.resources[logical_id]
        names = properties.keys() | old.properties.keys()
        changed = {name for name in names if properties.get(name) != old.properties.get(name)}
        self.operation.resource_event(old, "UPDATE_IN_PROGRESS", properties=properties)
        try:
            if changed & schemas.create_only(old.type):
                self._replace(old, properties, phase)
            else:
                self._change(old, properties, phase)
        except Exception as error:
            self.operation.resource_event(old, "UPDATE_FAILED", describe(error))
            raise
        self.operation.resource_event(self.stack.resources[logical_id], "UPDATE_COMPLETE", properties=properties)

    def delete(self, resource: StackResource, policy: str = DELETE) -> None:
        """Do what `policy` says (one of `policies`). What is already gone counts as deleted."""
        if policy == RETAIN:
            self.operation.resource_event(resource, "DELETE_SKIPPED")
            return
        self.operation.resource_event(resource, "DELETE_IN_PROGRESS")
        self.operation.pace.step()
        try:
            faults.check_resource(self.stack.name, resource.logical_id, resource.type, "DELETE")
            if resource.physical_id:
                live = handler(self.stack, resource, self._last_known(resource.properties))
                if policy == SNAPSHOT:
                    live.snapshot(snapshot_name(self.stack.name, resource.logical_id))
                live.delete()
        except Exception as error:
            if not is_gone(error):
                self.operation.resource_event(resource, "DELETE_FAILED", describe(error))
                raise
        self.operation.resource_event(resource, "DELETE_COMPLETE")

    def _make(self, resource: StackResource, properties: Json, phase: str) -> None:
        self.operation.pace.step()
        faults.check_resource(self.stack.name, resource.logical_id, resource.type, phase)
        resource.properties, resource.stack_tags = properties, dict(self.stack.tags)
        handler(self.stack, resource, self._live(properties)).create()

    def _change(self, resource: StackResource, properties: Json, phase: str) -> None:
        self.operation.pace.step()
        faults.check_resource(self.stack.name, resource.logical_id, resource.type, phase)
        before = handler(replace(self.stack, tags=resource.stack_tags), resource, resource.properties).properties
        changed = handler(self.stack, resource, self._live(properties))
        changed.update(before)
        self._retag(changed, before)
        resource.properties, resource.stack_tags = properties, dict(self.stack.tags)

    @staticmethod
    def _retag(changed: Handler, before: Json) -> None:
        old, new = (tags_of(changed.resource.type, held) for held in (before, changed.properties))
        if old != new:
            kept = {tag["Key"] for tag in new}
            changed.retag(new, [tag["Key"] for tag in old if tag["Key"] not in kept])

    def _replace(self, old: StackResource, properties: Json, phase: str) -> None:
        reason = "Requested update requires the creation of a new physical resource; hence creating one."
        self.operation.resource_event(old, "UPDATE_IN_PROGRESS", reason, properties)
        new = StackResource(old.logical_id, old.type)
        try:
            self._make(new, properties, phase)
        except Exception:
            if new.physical_id:
                self.garbage.append(new)
            raise
        self.stack.resources[old.logical_id] = new
        self.garbage.append(old)

    def _last_known(self, properties: Json) -> Json:
        """Resolved, or as written when what they refer to is gone: that does not say that the resource is gone."""
        try:
            return self._live(properties)
        except ClientError:
            return properties

    def _live(self, properties: Json) -> Json:
        return resolve_dynamic(properties, self.stack.account, self.stack.region)


def is_gone(error: Exception) -> bool:
    """Whether an API error says that the resource no longer exists."""
    if isinstance(error, ClientError):
        detail = error.response["Error"]
        return bool(_GONE.search(f"{detail.get('Code')} {detail.get('Message')}"))
    return False
