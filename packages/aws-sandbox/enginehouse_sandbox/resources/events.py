"""Amazon EventBridge: buses, rules, archives, bus policies."""

import json

from ..cloudformation.model import Json
from .handler import Handler, handles, only, without


@handles("Events::EventBus")
class EventBus(Handler):
    service, create_operation, name_property = "events", "create_event_bus", "Name"
    delete_operation, id_argument = "delete_event_bus", "Name"

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"event-bus/{self.physical_id}"), "Name": self.physical_id}


@handles("Events::EventBusPolicy")
class EventBusPolicy(Handler):
    service, create_operation = "events", "put_permission"

    def identify(self, answer: Json) -> str:
        return self.properties["StatementId"]

    def delete(self) -> None:
        bus = self.properties.get("EventBusName", "default")
        self.call("remove_permission", StatementId=self.physical_id, EventBusName=bus)


@handles("Events::Archive")
class Archive(Handler):
    service, create_operation, update_operation = "events", "create_archive", "update_archive"
    delete_operation, id_argument, name_property = "delete_archive", "ArchiveName", "ArchiveName"

    def arguments(self) -> Json:
        return _pattern_text({**self.properties, "EventSourceArn": self.properties["SourceArn"]})

    def attributes(self) -> Json:
        return {"Arn": self.arn(f"archive/{self.physical_id}"), "ArchiveName": self.physical_id}


@handles("Events::Rule")
class Rule(Handler):
    service, name_property = "events", "Name"

    def identify(self, answer: Json) -> str:
        return self.properties["Name"]

    def after(self) -> None:
        self.call("put_rule", _pattern_text(without(self.properties, "Targets")))
        targets = self.properties.get("Targets")
        if targets:
            self.call("put_targets", Rule=self.physical_id, EventBusName=self._bus(), Targets=targets)

    def update(self, before: Json) -> None:
        kept = {target["Id"] for target in self.properties.get("Targets", [])}
        gone = [target["Id"] for target in before.get("Targets", []) if target["Id"] not in kept]
        if gone:
            self.call("remove_targets", Rule=self.physical_id, EventBusName=self._bus(), Ids=gone)
        self.after()

    def delete(self) -> None:
        me = {"Rule": self.physical_id, "EventBusName": self._bus()}
        ids = [target["Id"] for target in self.call("list_targets_by_rule", me)["Targets"]]
        if ids:
            self.call("remove_targets", me, Ids=ids)
        self.call("delete_rule", Name=self.physical_id, EventBusName=self._bus())

    def attributes(self) -> Json:
        return only(self.call("describe_rule", Name=self.physical_id, EventBusName=self._bus()), "Arn")

    def _bus(self) -> str:
        return self.properties.get("EventBusName", "default")


def _pattern_text(properties: Json) -> Json:
    pattern = properties.get("EventPattern")
    return {**properties, "EventPattern": json.dumps(pattern)} if isinstance(pattern, dict) else properties
