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
    for domain in DOMAINS:
        issue(account, region, domain)


def issue(account: str, region: str, domain: str, authority: str | None = None) -> None:
    """Put an issued certificate for `domain` into ACM, of a private `authority` if one is given."""
    held, arn = acm_backends[account][region]._certificates, arn_of(account, region, domain)
    if arn not in held:
        certificate = copy.copy(_issued(domain))
        certificate.arn, certificate.in_use_by, certificate.cert_authority_arn = arn, [], authority
        certificate.type = "PRIVATE" if authority else certificate.type
        held[arn] = certificate


@cache
def _issued(domain: str) -> Any:
    """A key takes a tenth of a second to make: one for all accounts and regions."""
    made = CertBundle.generate_cert(domain, account_id="", region="")
    made.status = "ISSUED"
    return made
