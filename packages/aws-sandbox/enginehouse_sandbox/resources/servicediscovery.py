"""AWS Cloud Map: private namespaces and services."""

from ..cloudformation.model import Json
from .handler import Handler, handles


@handles("ServiceDiscovery::PrivateDnsNamespace")
class PrivateDnsNamespace(Handler):
    service, create_operation = "servicediscovery", "create_private_dns_namespace"
    delete_operation, id_argument = "delete_namespace", "Id"

    def identify(self, answer: Json) -> str:
        listed = self.call("list_namespaces")["Namespaces"]
        return next(entry["Id"] for entry in listed if entry["Name"] == self.properties["Name"])

    def attributes(self) -> Json:
        live = self.call("get_namespace", Id=self.physical_id)["Namespace"]
        zone = live.get("Properties", {}).get("DnsProperties", {}).get("HostedZoneId", "")
        return {"Id": self.physical_id, "Arn": live["Arn"], "HostedZoneId": zone}


@handles("ServiceDiscovery::Service")
class DiscoveryService(Handler):
    service, create_operation, id_path, name_property = "servicediscovery", "create_service", "Service.Id", "Name"
    delete_operation, id_argument = "delete_service", "Id"

    def attributes(self) -> Json:
        live = self.call("get_service", Id=self.physical_id)["Service"]
        return {"Arn": live["Arn"], "Id": self.physical_id, "Name": live["Name"]}
