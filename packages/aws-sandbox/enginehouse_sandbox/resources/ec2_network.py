"""Amazon VPC: networks, subnets, gateways, routes, endpoints, flow logs."""

from typing import ClassVar

from ..cloudformation.model import Json
from .handler import Handler, dig, handles, only, without
from .tags import system_tags


class Ec2Handler(Handler):
    """An EC2 resource: tagged after it is made, retagged on update."""

    service = "ec2"
    tagged: ClassVar[bool] = True

    def arguments(self) -> Json:
        return without(self.properties, "Tags")

    def after(self) -> None:
        if self.tagged:
            tags = [*system_tags(self.stack, self.resource.logical_id), *self.properties.get("Tags", [])]
            self.call("create_tags", Resources=[self.physical_id], Tags=tags)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        if self.tagged and gone:
            self.call("delete_tags", Resources=[self.physical_id], Tags=[{"Key": key} for key in gone])


@handles("EC2::VPC")
class Vpc(Ec2Handler):
    create_operation, id_path = "create_vpc", "Vpc.VpcId"
    delete_operation, id_argument = "delete_vpc", "VpcId"

    def after(self) -> None:
        super().after()
        for name in ("EnableDnsSupport", "EnableDnsHostnames"):
            if name in self.properties:
                self.call("modify_vpc_attribute", VpcId=self.physical_id, **{name: {"Value": self.properties[name]}})

    def attributes(self) -> Json:
        in_vpc = [{"Name": "vpc-id", "Values": [self.physical_id]}]
        default = [*in_vpc, {"Name": "group-name", "Values": ["default"]}]
        return {
            "VpcId": self.physical_id,
            "CidrBlock": self.properties.get("CidrBlock"),
            "CidrBlockAssociations": [],
            "DefaultSecurityGroup": dig(
                self.call("describe_security_groups", Filters=default), "SecurityGroups.0.GroupId"
            ),
            "DefaultNetworkAcl": dig(self.call("describe_network_acls", Filters=in_vpc), "NetworkAcls.0.NetworkAclId"),
        }

    def read(self) -> Json:
        return only(dig(self.call("describe_vpcs", VpcIds=[self.physical_id]), "Vpcs.0"), "CidrBlock")


@handles("EC2::Subnet")
class Subnet(Ec2Handler):
    create_operation, id_path = "create_subnet", "Subnet.SubnetId"
    delete_operation, id_argument = "delete_subnet", "SubnetId"

    def after(self) -> None:
        super().after()
        if "MapPublicIpOnLaunch" in self.properties:
            value = {"Value": self.properties["MapPublicIpOnLaunch"]}
            self.call("modify_subnet_attribute", SubnetId=self.physical_id, MapPublicIpOnLaunch=value)

    def attributes(self) -> Json:
        live = dig(self.call("describe_subnets", SubnetIds=[self.physical_id]), "Subnets.0")
        return {**only(live, "AvailabilityZone", "CidrBlock", "VpcId", "SubnetId"), "Ipv6CidrBlocks": []}

    def read(self) -> Json:
        live = dig(self.call("describe_subnets", SubnetIds=[self.physical_id]), "Subnets.0")
        return only(live, "CidrBlock", "MapPublicIpOnLaunch")


@handles("EC2::InternetGateway")
class InternetGateway(Ec2Handler):
    create_operation, id_path = "create_internet_gateway", "InternetGateway.InternetGatewayId"
    delete_operation, id_argument = "delete_internet_gateway", "InternetGatewayId"


@handles("EC2::VPCGatewayAttachment")
class VpcGatewayAttachment(Handler):
    service = "ec2"

    def create(self) -> None:
        if self.properties.get("InternetGatewayId"):
            self.call("attach_internet_gateway", self.properties)
        if self.properties.get("VpnGatewayId"):
            self.call("attach_vpn_gateway", self.properties)
        self.resource.physical_id = f"IGW|{self.properties['VpcId']}"

    def delete(self) -> None:
        if self.properties.get("InternetGatewayId"):
            self.call("detach_internet_gateway", self.properties)
        if self.properties.get("VpnGatewayId"):
            self.call("detach_vpn_gateway", self.properties)


@handles("EC2::RouteTable")
class RouteTable(Ec2Handler):
    create_operation, id_path = "create_route_table", "RouteTable.RouteTableId"
    delete_operation, id_argument = "delete_route_table", "RouteTableId"


@handles("EC2::Route")
class Route(Handler):
    service, create_operation, update_operation = "ec2", "create_route", "replace_route"

    def identify(self, answer: Json) -> str:
        destination = self._destination()
        return f"{self.properties['RouteTableId']}|{next(iter(destination.values()))}"

    def delete(self) -> None:
        self.call("delete_route", RouteTableId=self.properties["RouteTableId"], **self._destination())

    def _destination(self) -> Json:
        return only(self.properties, "DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")


@handles("EC2::SubnetRouteTableAssociation")
class SubnetRouteTableAssociation(Handler):
    service, create_operation, id_path = "ec2", "associate_route_table", "AssociationId"
    delete_operation, id_argument = "disassociate_route_table", "AssociationId"


@handles("EC2::EIP")
class ElasticIp(Ec2Handler):
    """The physical id is the address, as in AWS; the allocation is remembered."""

    def create(self) -> None:
        made = self.call("allocate_address", Domain="vpc")
        self.state["allocation"] = made["AllocationId"]
        self.resource.physical_id = made["PublicIp"]
        self.after()

    def after(self) -> None:
        tags = [*system_tags(self.stack, self.resource.logical_id), *self.properties.get("Tags", [])]
        self.call("create_tags", Resources=[self.state["allocation"]], Tags=tags)

    def retag(self, tags: list[Json], gone: list[str]) -> None:
        if gone:
            self.call("delete_tags", Resources=[self.state["allocation"]], Tags=[{"Key": key} for key in gone])

    def update(self, before: Json) -> None:
        self.after()

    def delete(self) -> None:
        self.call("release_address", AllocationId=self.state["allocation"])

    def attributes(self) -> Json:
        return {"AllocationId": self.state["allocation"], "PublicIp": self.physical_id}


@handles("EC2::NatGateway")
class NatGateway(Ec2Handler):
    create_operation, id_path = "create_nat_gateway", "NatGateway.NatGatewayId"
    delete_operation, id_argument = "delete_nat_gateway", "NatGatewayId"

    def attributes(self) -> Json:
        return {"NatGatewayId": self.physical_id}


@handles("EC2::VPCEndpoint")
class VpcEndpoint(Ec2Handler):
    create_operation, id_path = "create_vpc_endpoint", "VpcEndpoint.VpcEndpointId"
    update_operation, id_argument = "modify_vpc_endpoint", "VpcEndpointId"

    def update_arguments(self) -> Json:
        return only(self.properties, "PolicyDocument")

    def delete(self) -> None:
        self.call("delete_vpc_endpoints", VpcEndpointIds=[self.physical_id])

    def attributes(self) -> Json:
        live = dig(self.call("describe_vpc_endpoints", VpcEndpointIds=[self.physical_id]), "VpcEndpoints.0")
        entries = [f"{entry.get('HostedZoneId')}:{entry.get('DnsName')}" for entry in live.get("DnsEntries", [])]
        return {
            "Id": self.physical_id,
            "DnsEntries": entries,
            "NetworkInterfaceIds": live.get("NetworkInterfaceIds", []),
        }


@handles("EC2::FlowLog")
class FlowLog(Ec2Handler):
    create_operation, id_path = "create_flow_logs", "FlowLogIds.0"

    def arguments(self) -> Json:
        return {**without(self.properties, "Tags", "ResourceId"), "ResourceIds": [self.properties["ResourceId"]]}

    def delete(self) -> None:
        self.call("delete_flow_logs", FlowLogIds=[self.physical_id])

    def attributes(self) -> Json:
        return {"Id": self.physical_id}


@handles("EC2::NetworkAcl")
class NetworkAcl(Ec2Handler):
    create_operation, id_path = "create_network_acl", "NetworkAcl.NetworkAclId"
    delete_operation, id_argument = "delete_network_acl", "NetworkAclId"
