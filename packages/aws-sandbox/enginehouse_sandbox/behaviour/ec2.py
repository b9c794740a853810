"""EC2 beyond moto: a terminated instance takes its network interface and volumes with it, unless it was told not to;
a NAT gateway takes its interface; later versions of a launch template can have user data."""

from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.instances import Instance
from moto.ec2.models.launch_templates import LaunchTemplateVersion
from moto.ec2.responses.instances import InstanceResponse
from moto.ec2.utils import parse_user_data


def install() -> None:
    stock_parse, stock_template = InstanceResponse._parse_block_device_mapping, EC2Backend._get_template_from_args
    stock_terminate, stock_nat = Instance.terminate, EC2Backend.delete_nat_gateway

    def parse(self: Any) -> list[dict[str, Any]]:
        asked = self._get_param("BlockDeviceMappings", [])
        parsed = stock_parse(self)
        for device, given in zip(parsed, asked, strict=True):
            if given.get("Ebs", {}).get("DeleteOnTermination") is None:
                device["Ebs"]["DeleteOnTermination"] = True
        return parsed

    stock_version = LaunchTemplateVersion.__init__

    def version(self: Any, template: Any, number: int, data: dict[str, Any], description: str) -> None:
        """Stock moto parses the user data of first versions only, and then launches nothing from the others."""
        if isinstance(data.get("UserData"), str):
            data["UserData"] = parse_user_data(data["UserData"])
        stock_version(self, template, number, data, description)

    def template_from_args(self: Any, args: Any) -> Any:
        template = stock_template(self, args)
        for device in template.data.get("BlockDeviceMappings") or []:
            device.get("Ebs", {}).setdefault("DeleteOnTermination", True)
        return template

    def terminate(self: Any, *args: Any, **kwargs: Any) -> Any:
        if 0 in self.nics and self._state.name != "terminated":
            self.nics[0].delete_on_termination = self.nics[0].id in self.ec2_backend.enis
        return stock_terminate(self, *args, **kwargs)

    def delete_nat_gateway(self: Any, nat_gateway_id: str) -> Any:
        gateway = stock_nat(self, nat_gateway_id)
        self.enis.pop(gateway._eni.id, None)
        return gateway

    EC2Backend.delete_nat_gateway = delete_nat_gateway
    InstanceResponse._parse_block_device_mapping = parse
    EC2Backend._get_template_from_args = template_from_args
    Instance.terminate = terminate
    LaunchTemplateVersion.__init__ = version
