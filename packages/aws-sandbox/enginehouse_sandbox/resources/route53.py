"""Amazon Route 53: hosted zones and record sets (records only; nothing resolves)."""

from ..cloudformation.model import Json
from .handler import Handler, handles, only


@handles("Route53::HostedZone")
class HostedZone(Handler):
    service, create_operation = "route53", "create_hosted_zone"
    delete_operation, id_argument = "delete_hosted_zone", "Id"

    def arguments(self) -> Json:
        networks = [{"VPCId": v["VPCId"], "VPCRegion": v["VPCRegion"]} for v in self.properties.get("VPCs", [])]
        comment = (self.properties.get("HostedZoneConfig") or {}).get("Comment", "")
        return {
            "Name": self.properties["Name"],
            "CallerReference": self.generated_name,
            "HostedZoneConfig": {"Comment": comment, "PrivateZone": bool(networks)},
            **({"VPC": networks[0]} if networks else {}),
        }

    def identify(self, answer: Json) -> str:
        self.state["name_servers"] = (answer.get("DelegationSet") or {}).get("NameServers", [])
        return answer["HostedZone"]["Id"].split("/")[-1]

    def attributes(self) -> Json:
        return {"Id": self.physical_id, "NameServers": self.state.get("name_servers", [])}


@handles("Route53::RecordSet")
class RecordSet(Handler):
    service = "route53"

    def identify(self, answer: Json) -> str:
        return self.properties["Name"]

    def after(self) -> None:
        self._change("UPSERT", self.properties)

    def delete(self) -> None:
        self._change("DELETE", self.properties)

    def _change(self, action: str, properties: Json) -> None:
        record = only(properties, "Name", "Type", "TTL", "SetIdentifier", "Weight", "Failover", "AliasTarget", "Region")
        if "ResourceRecords" in properties:
            record["ResourceRecords"] = [{"Value": value} for value in properties["ResourceRecords"]]
        if "AliasTarget" in record:
            record["AliasTarget"] = {"EvaluateTargetHealth": False, **record["AliasTarget"]}
        changes = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        self.call("change_resource_record_sets", HostedZoneId=self._zone(properties), ChangeBatch=changes)

    def _zone(self, properties: Json) -> str:
        if properties.get("HostedZoneId"):
            return properties["HostedZoneId"]
        found = self.call("list_hosted_zones_by_name", DNSName=properties["HostedZoneName"])["HostedZones"]
        return found[0]["Id"].split("/")[-1]
