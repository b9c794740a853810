"""A private certificate authority that is active, and client certificates in ACM that stand for issued ones."""

import copy
from functools import cache
from typing import Any

from cryptography.x509 import BasicConstraints
from moto.acmpca.models import CertificateAuthority, acmpca_backends

from . import certificates

AUTHORITY_ID = "11111111-2222-3333-4444-555555555555"
CLIENTS = ("ci.clients.example.com", "developer.clients.example.com")


def arn_of(account: str, region: str) -> str:
    return f"arn:aws:acm-pca:{region}:{account}:certificate-authority/{AUTHORITY_ID}"


def plant(account: str, region: str) -> None:
    held, arn = acmpca_backends[account][region].certificate_authorities, arn_of(account, region)
    if arn not in held:
        authority = copy.copy(_active())
        authority.arn, authority.account_id, authority.region_name = arn, account, region
        authority.issued_certificates, authority.issued_certificates_certificate_chains = {}, {}
        authority.revoked_certificates = {}
        held[arn] = authority
    for client in CLIENTS:
        certificates.issue(account, region, client, arn)


@cache
def _active() -> Any:
    """A key takes a tenth of a second to make: one for all accounts and regions."""
    configuration = {
        "KeyAlgorithm": "RSA_2048",
        "SigningAlgorithm": "SHA256WITHRSA",
        "Subject": {"Organization": "Example", "CommonName": "Engine clients"},
    }
    made: Any = CertificateAuthority("us-east-1", "", configuration, "ROOT", {}, None)
    made.id = AUTHORITY_ID
    certificate = made.generate_cert(
        made.issuer, made.key.public_key(), [(BasicConstraints(ca=True, path_length=None), True)]
    )
    made.import_certificate_authority_certificate(certificate, None)
    return made
