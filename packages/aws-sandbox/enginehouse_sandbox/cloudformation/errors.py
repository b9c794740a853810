"""Errors of the CloudFormation API, with the codes AWS puts on the wire."""

from moto.core.exceptions import ServiceException


class ValidationError(ServiceException):
    code = "ValidationError"


class AlreadyExists(ServiceException):
    code = "AlreadyExistsException"


class ChangeSetNotFound(ServiceException):
    code = "ChangeSetNotFound"


class InsufficientCapabilities(ServiceException):
    code = "InsufficientCapabilitiesException"


class InvalidChangeSetStatus(ServiceException):
    code = "InvalidChangeSetStatus"


def no_such_stack(name: str) -> ValidationError:
    return ValidationError(f"Stack with id {name} does not exist")


def describe(error: BaseException) -> str:
    """What a stack event says about an error: the service's message without Python's wrapping."""
    response = getattr(error, "response", None)
    if isinstance(response, dict) and "Error" in response:
        service_error = response["Error"]
        return f"{service_error.get('Message')} (Error Code: {service_error.get('Code')})"[:1000]
    text = getattr(error, "message", None) or str(error)
    return (
        text
        if isinstance(error, (ServiceException, HandlerFailed)) or hasattr(error, "message")
        else f"{type(error).__name__}: {text}"
    )[:1000]


class HandlerFailed(Exception):
    """A resource handler's own refusal, with the sentence the stack event shows."""
