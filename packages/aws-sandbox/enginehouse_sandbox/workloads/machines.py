"""The machine of an instance, from what EC2 says."""

from typing import Any

from .dagger_engine import Machine


def machine_of(ec2: Any, instance_id: str) -> Machine:
    """`ec2` is a boto3 client. The engine keeps its state on the largest volume of the instance."""
    instance = ec2.describe_instances(InstanceIds=[instance_id])["Reservations"][0]["Instances"][0]
    kind = ec2.describe_instance_types(InstanceTypes=[instance["InstanceType"]])["InstanceTypes"][0]
    volumes = ec2.describe_volumes(Filters=[{"Name": "attachment.instance-id", "Values": [instance_id]}])["Volumes"]
    return Machine(
        hostname=instance["PrivateDnsName"] or instance_id,
        vcpus=kind["VCpuInfo"]["DefaultVCpus"],
        memory=kind["MemoryInfo"]["SizeInMiB"] * 2**20,
        disk=max((volume["Size"] for volume in volumes), default=8) * 2**30,
    )
