"""WAFv2's sampled requests: those that whoever simulates traffic says were seen."""

from collections import deque
from typing import Any

from moto.core.responses import ActionResult
from moto.wafv2.models import wafv2_backends
from moto.wafv2.responses import WAFV2Response

MOST = 500

_samples: dict[tuple[str, str], deque[dict[str, Any]]] = {}
"""By ARN of the web ACL and metric name of the rule, newest first."""


def install() -> None:
    WAFV2Response.get_sampled_requests = get_sampled_requests


def clear() -> None:
    _samples.clear()


def record(acl_arn: str, metric: str, sample: dict[str, Any]) -> None:
    """Add a request as GetSampledRequests answers it; `Timestamp` is a moment in UTC."""
    _samples.setdefault((acl_arn, metric), deque(maxlen=MOST)).appendleft(sample)


def get_sampled_requests(self: Any) -> ActionResult:
    arn, window = self._get_param("WebAclArn"), self._get_param("TimeWindow")
    account, region = arn.split(":")[4], arn.split(":")[3]
    wafv2_backends[account][region].get_web_acl(arn, None, None)
    start, end = (_seconds(window[name]) for name in ("StartTime", "EndTime"))
    held = list(_samples.get((arn, self._get_param("RuleMetricName")), ()))
    seen = [one for one in held if start <= one["Timestamp"].timestamp() <= end]
    return ActionResult(
        {
            "SampledRequests": seen[: int(self._get_param("MaxItems") or 100)],
            "PopulationSize": len(seen),
            "TimeWindow": {"StartTime": start, "EndTime": end},
        }
    )


def _seconds(moment: Any) -> float:
    return float(moment.timestamp() if hasattr(moment, "timestamp") else moment)
