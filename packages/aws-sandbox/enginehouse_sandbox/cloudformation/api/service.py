"""The whole API as one class, and its place in moto."""

from moto.cloudformation import urls

from ..change_sets import delete_all, settle_executed
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
    """When an operation has ended: its change set is executed, or gone with its stack."""
    where = store(stack.account, stack.region)
    if ended:
        settle_executed(stack, where)
    if ended and not stack.live:
        delete_all(where, stack)


def install() -> None:
    """Answer CloudFormation requests with this API instead of moto's."""
    urls.url_paths["{0}/$"] = CloudFormationApi.dispatch
    ENGINE.watch(_after)
