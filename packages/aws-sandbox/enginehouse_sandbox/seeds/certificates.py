"""Issued ACM certificates, as somebody who owns `example.com` would have them."""

import copy
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from moto.acm.models import CertBundle, acm_backends

DOMAINS = ("chassis.example.com", "*.example.com")


def arn_of(account: str, region: str, domain: str) -> str:
    identifier = uuid5(NAMESPACE_URL, f"{account}/{region}/{domain}")
    return f"arn:aws:acm:{region}:{account}:certificate/{identifier}"


def plant(account: str, region: str) -> None:
    held = acm_backends[account][region]._certificates
    for domain in DOMAINS:
        arn = arn_of(account, region, domain)
        if arn not in held:
            certificate = copy.copy(_issued(domain))
            certificate.arn, certificate.in_use_by = arn, []
            held[arn] = certificate


@cache
def _issued(domain: str) -> Any:
    """A key takes a tenth of a second to make: one for all accounts and regions."""
    made = CertBundle.generate_cert(domain, account_id="", region="")
    made.status = "ISSUED"
    return made
