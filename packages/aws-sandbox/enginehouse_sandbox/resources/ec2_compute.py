"""Launch templates and single instances."""

import base64

from ..cloudformation.model import Json
from .ec2_network import Ec2Handler
from .handler import Handler, dig, handles, only, without


@handles("EC2::LaunchTemplate")
class LaunchTemplate(Handler):
    """An update makes a new version; the default version stays 1, as in AWS."""

    service, create_operation, id_path = "ec2", "create_launch_template", "LaunchTemplate.LaunchTemplateId"
    delete_operation, id_argument = "delete_launch_template", "LaunchTemplateId"
    name_property, name_limit = "LaunchTemplateName", 128

    def update(self, before: Json) -> None:
        self.call(
            "create_launch_template_version",
            LaunchTemplateId=self.physical_id,
            LaunchTemplateData=self.properties["LaunchTemplateData"],
        )

    def attributes(self) -> Json:
        live = self._live()
        return {
            "LaunchTemplateId": self.physical_id,
            "LatestVersionNumber": str(live["LatestVersionNumber"]),
            "DefaultVersionNumber": str(live["DefaultVersionNumber"]),
        }

    def read(self) -> Json:
        return {"LaunchTemplateName": self._live()["LaunchTemplateName"]}

    def _live(self) -> Json:
        return dig(self.call("describe_launch_templates", LaunchTemplateIds=[self.physical_id]), "LaunchTemplates.0")


@handles("EC2::Instance")
class Instance(Ec2Handler):
    create_operation, id_path = "run_instances", "Instances.0.InstanceId"

    def arguments(self) -> Json:
        made = {**without(self.properties, "Tags"), "MinCount": 1, "MaxCount": 1}
        if "IamInstanceProfile" in made:
            made["IamInstanceProfile"] = {"Name": made["IamInstanceProfile"]}
        if "Monitoring" in made:
            made["Monitoring"] = {"Enabled": made["Monitoring"]}
        if "UserData" in made:
            # The API's own clients encode it again.
            made["UserData"] = base64.b64decode(made["UserData"]).decode()
        return made

    def update(self, before: Json) -> None:
        """Another instance type takes a stop and a start, as in AWS."""
        if before.get("InstanceType") != self.properties.get("InstanceType"):
            self.call("stop_instances", InstanceIds=[self.physical_id])
            kind = {"Value": self.properties["InstanceType"]}
            self.call("modify_instance_attribute", InstanceId=self.physical_id, InstanceType=kind)
            self.call("start_instances", InstanceIds=[self.physical_id])
        if before.get("SecurityGroupIds") != self.properties.get("SecurityGroupIds"):
            groups = self.properties["SecurityGroupIds"]
            self.call("modify_instance_attribute", InstanceId=self.physical_id, Groups=groups)
        self.after()

    def delete(self) -> None:
        self.call("terminate_instances", InstanceIds=[self.physical_id])

    def attributes(self) -> Json:
        live = self._live()
        return {
            "AvailabilityZone": live["Placement"]["AvailabilityZone"],
            "PrivateIp": live.get("PrivateIpAddress"),
            "PublicIp": live.get("PublicIpAddress"),
            "PrivateDnsName": live.get("PrivateDnsName"),
            "PublicDnsName": live.get("PublicDnsName"),
            "VpcId": live.get("VpcId"),
            "InstanceId": self.physical_id,
        }

    def read(self) -> Json:
        live = self._live()
        if live["State"]["Name"] == "terminated":
            raise LookupError(self.physical_id)
        return only(live, "InstanceType", "ImageId", "SubnetId")

    def _live(self) -> Json:
        return dig(self.call("describe_instances", InstanceIds=[self.physical_id]), "Reservations.0.Instances.0")
