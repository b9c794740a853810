"""Names of Network Load Balancers: their ARNs hold `net/`, where stock moto writes `app/` for every kind."""

from contextvars import ContextVar
from typing import Any

from moto.elbv2 import models
from moto.elbv2.models import ELBv2Backend

_KINDS = {"network": "net", "gateway": "gwy"}
_creating: ContextVar[str | None] = ContextVar("type of the load balancer being created", default=None)


def install() -> None:
    stock_arn, stock_create = models.make_arn_for_load_balancer, ELBv2Backend.create_load_balancer

    def make_arn(*args: Any, **kwargs: Any) -> str:
        kind = _KINDS.get(_creating.get() or "")
        arn = stock_arn(*args, **kwargs)
        return arn.replace(":loadbalancer/app/", f":loadbalancer/{kind}/") if kind else arn

    def create(self: Any, *args: Any, **kwargs: Any) -> Any:
        token = _creating.set(kwargs.get("loadbalancer_type"))
        try:
            return stock_create(self, *args, **kwargs)
        finally:
            _creating.reset(token)

    models.make_arn_for_load_balancer = make_arn
    ELBv2Backend.create_load_balancer = create
