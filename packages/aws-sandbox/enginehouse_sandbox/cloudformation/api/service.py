"""The whole API as one class, and its place in moto."""

from moto.cloudformation import urls

from ..change_sets import settle_executed
from ..engine import ENGINE
from ..model import Stack
from ..store import store
from .change_sets import ChangeSetActions
from .drift import DriftActions
from .resources import ResourceActions
from .templates import TemplateActions


class CloudFormationApi(ChangeSetActions, ResourceActions, TemplateActions, DriftActions):
    """Every action of CloudFormation that the local AWS has."""


def _after(stack: Stack, action: str, token: str | None, ended: bool) -> None:
    if ended:
        settle_executed(stack, store(stack.account, stack.region))


def install() -> None:
    """Answer CloudFormation requests with this API instead of moto's."""
    urls.url_paths["{0}/$"] = CloudFormationApi.dispatch
    ENGINE.watch(_after)
