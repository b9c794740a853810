"""Hardened images: AMIs that stand for those a platform team keeps, and the SSM parameters that name them."""

import hashlib

from moto.ec2.models import ec2_backends
from moto.ec2.models.amis import Ami

from ..inproc import client

BASELINES = {
    "ubi9-fips": "Red Hat UBI 9, DISA STIG, FIPS 140-3",
    "rhel8-fips": "Red Hat Enterprise Linux 8, DISA STIG, FIPS 140-3",
    "ubuntu-20-fips": "Ubuntu 20.04 LTS Pro, DISA STIG, FIPS 140-2",
}


def image_id(baseline: str) -> str:
    return f"ami-0{hashlib.sha256(baseline.encode()).hexdigest()[:16]}"


def parameter_name(baseline: str) -> str:
    return f"/enginehouse/ami/{baseline}"


def plant(account: str, region: str) -> None:
    backend, ssm = ec2_backends[account][region], client("ssm", account, region)
    for baseline, description in BASELINES.items():
        identifier = image_id(baseline)
        if identifier in backend.amis:
            continue
        backend.amis[identifier] = Ami(
            backend,
            identifier,
            name=f"enginehouse-{baseline}",
            description=description,
            architecture="x86_64",
            virtualization_type="hvm",
            root_device_type="ebs",
            root_device_name="/dev/sda1",
            hypervisor="xen",
            region_name=f"{region}a",
            tags={"baseline": baseline, "fips": "true"},
        )
        ssm.put_parameter(Name=parameter_name(baseline), Value=identifier, Type="String", Overwrite=True)
