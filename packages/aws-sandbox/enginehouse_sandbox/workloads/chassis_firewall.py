"""What a chassis's firewall saw: the requests it let through, now and then one that it blocked."""

from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import Any

from ..hooks import StackView, client, record_waf_sample
from .ktor_service import Request
from .metric_points import MetricPoints

BLOCKED_SHARE = 0.04
_ATTACKS = ("/service/orders?id=1%27%20OR%20%271%27=%271", "/.env", "/admin/login", "/service/../../etc/passwd")
_COUNTRIES = ("US", "KR", "DE", "BR", "IN")


class Firewall:
    """Every request passes the web ACLs that the stack had when they were last looked at."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._acls: list[dict[str, Any]] = []
        self._allowed = 0
        self._blocked: Counter[str] = Counter()

    def see(self, requests: list[Request]) -> None:
        self._allowed += len(requests)
        for acl in self._acls:
            for request in requests:
                self._pass(acl, request)

    def publish(self, stack: StackView, points: MetricPoints) -> None:
        """The counts since last published, and a new look at the web ACLs."""
        waf = client("wafv2", stack.account, stack.region)
        self._acls = []
        for physical_id in stack.physical_ids("AWS::WAFv2::WebACL"):
            name, identifier, scope = physical_id.split("|")
            acl = waf.get_web_acl(Name=name, Id=identifier, Scope=scope)["WebACL"]
            self._acls.append(acl)
            self._publish(points, acl, stack.region)
        self._allowed, self._blocked = 0, Counter()

    def _pass(self, acl: dict[str, Any], request: Request) -> None:
        own = acl["VisibilityConfig"]["MetricName"]
        record_waf_sample(acl["ARN"], own, self._sample(request.at, request.method, request.path, "ALLOW"))
        if acl.get("Rules") and self._random.random() < BLOCKED_SHARE:
            rule = self._random.choice(acl["Rules"])["VisibilityConfig"]["MetricName"]
            self._blocked[rule] += 1
            attack = self._sample(request.at, "GET", self._random.choice(_ATTACKS), "BLOCK")
            record_waf_sample(acl["ARN"], rule, attack)

    def _publish(self, points: MetricPoints, acl: dict[str, Any], region: str) -> None:
        of = {"WebACL": acl["VisibilityConfig"]["MetricName"], "Region": region}
        for metric in {acl["VisibilityConfig"]["MetricName"], "ALL"}:
            points.add("AWS/WAFV2", "AllowedRequests", "Count", self._allowed, Rule=metric, **of)
        points.add("AWS/WAFV2", "BlockedRequests", "Count", self._blocked.total(), Rule="ALL", **of)
        for rule in acl.get("Rules", []):
            name = rule["VisibilityConfig"]["MetricName"]
            points.add("AWS/WAFV2", "BlockedRequests", "Count", self._blocked[name], Rule=name, **of)

    def _sample(self, at: float, method: str, uri: str, action: str) -> dict[str, Any]:
        """A request as GetSampledRequests answers it, from an address that belongs to nobody."""
        address = f"198.51.100.{self._random.randint(1, 254)}"
        return {
            "Request": {
                "ClientIP": address,
                "Country": self._random.choice(_COUNTRIES),
                "URI": uri,
                "Method": method,
                "HTTPVersion": "HTTP/2.0",
                "Headers": [{"Name": "host", "Value": "chassis.example.com"}],
            },
            "Weight": 1,
            "Timestamp": datetime.fromtimestamp(at, UTC),
            "Action": action,
        }
