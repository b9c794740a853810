"""boto3 clients that call moto's handlers inside this process: no socket, about 3 ms a call."""

import threading
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from moto.core.botocore_stubber import BotocoreStubber
from moto.moto_api import recorder

from .coerce import coerce

_stubber = BotocoreStubber()
_stubber.enabled = True
_session = boto3.session.Session(aws_access_key_id="testing", aws_secret_access_key="testing")
"""One session: it caches the service models, many sessions cost 200 MB."""
_creating = threading.Lock()


def _answer(request: Any, **_: Any) -> Any:
    recording = recorder._user_enabled
    recorder._user_enabled = False
    try:
        return _stubber("before-send", request)
    finally:
        recorder._user_enabled = recording


@cache
def client(service: str, account: str, region: str) -> Any:
    """A boto3 client of `service` whose calls run in this process for `account` and `region`.

    Errors are botocore's own (`ClientError`). Calls made with it are not in the call
    log and no fault rule applies to them.
    """
    config = Config(retries={"max_attempts": 0}, ignore_configured_endpoint_urls=True)
    with _creating:
        made = _session.client(service, region_name=region, config=config)
    made.meta.events.register("before-send", _answer)
    made.meta.events.register(
        "before-sign", lambda request, **_: request.headers.__setitem__("x-moto-account-id", account)
    )
    return made


def call(account: str, region: str, service: str, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Call `operation` (snake case) with CloudFormation-shaped `arguments`, fitted to the API's input shape."""
    api = client(service, account, region)
    model = api.meta.service_model.operation_model(api.meta.method_to_api_mapping[operation])
    fitted = coerce(arguments, model.input_shape) if model.input_shape else {}
    return getattr(api, operation)(**fitted)
