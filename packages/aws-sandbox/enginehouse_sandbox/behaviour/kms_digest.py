"""KMS Sign and Verify of a digest: stock moto hashes the digest once more, so its signatures do not verify.
A key without KeyUsage is for encryption."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from moto.kms.models import KmsBackend
from moto.kms.responses import KmsResponse

_HASHES = {
    "ECDSA_SHA_256": hashes.SHA256(),
    "ECDSA_SHA_384": hashes.SHA384(),
    "ECDSA_SHA_512": hashes.SHA512(),
}


def install() -> None:
    stock_sign, stock_verify = KmsResponse.sign, KmsResponse.verify

    def sign(self: Any) -> str:
        algorithm = _digest_algorithm(self)
        if algorithm is None:
            return stock_sign(self)
        key = self.kms_backend.describe_key(self._get_param("KeyId"))
        signature = key.private_key.private_key.sign(_blob(self, "Message"), algorithm)
        return json.dumps({**_about(self, key), "Signature": base64.b64encode(signature).decode()})

    def verify(self: Any) -> str:
        algorithm = _digest_algorithm(self)
        if algorithm is None:
            return stock_verify(self)
        key = self.kms_backend.describe_key(self._get_param("KeyId"))
        public = key.private_key.private_key.public_key()
        try:
            public.verify(_blob(self, "Signature"), _blob(self, "Message"), algorithm)
        except InvalidSignature:
            return json.dumps({**_about(self, key), "SignatureValid": False})
        return json.dumps({**_about(self, key), "SignatureValid": True})

    def create_key(self: Any, policy: Any, key_usage: str | None, *args: Any, **kwargs: Any) -> Any:
        return stock_create(self, policy, key_usage or "ENCRYPT_DECRYPT", *args, **kwargs)

    stock_create = KmsBackend.create_key
    KmsBackend.create_key = create_key
    KmsResponse.sign = sign
    KmsResponse.verify = verify


def _digest_algorithm(self: Any) -> ec.ECDSA | None:
    """The algorithm when an ECDSA signature over a digest is asked for."""
    known = _HASHES.get(self._get_param("SigningAlgorithm"))
    return ec.ECDSA(Prehashed(known)) if known and self._get_param("MessageType") == "DIGEST" else None


def _blob(self: Any, name: str) -> bytes:
    return base64.b64decode(json.loads(self.body)[name])


def _about(self: Any, key: Any) -> dict[str, Any]:
    return {"KeyId": key.arn, "SigningAlgorithm": self._get_param("SigningAlgorithm")}
