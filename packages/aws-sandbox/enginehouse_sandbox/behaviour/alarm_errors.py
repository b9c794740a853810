"""CloudWatch's refusals."""

from moto.core.exceptions import ServiceException


class InvalidMetricQuery(ServiceException):
    code = "ValidationError"
