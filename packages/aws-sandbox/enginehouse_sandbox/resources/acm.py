"""AWS Certificate Manager: certificates, issued at once."""

from ..cloudformation.model import Json
from .handler import Handler, handles, without


@handles("CertificateManager::Certificate")
class Certificate(Handler):
    service, create_operation, id_path = "acm", "request_certificate", "CertificateArn"
    delete_operation, id_argument = "delete_certificate", "CertificateArn"

    def arguments(self) -> Json:
        return without(self.properties, "DomainValidationOptions", "CertificateTransparencyLoggingPreference")
