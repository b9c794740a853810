"""Deny statements with a condition are neutral: moto ignores conditions; "deny without TLS" would deny everything."""

from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult


def install() -> None:
    stock = IAMPolicyStatement.is_action_permitted

    def is_action_permitted(self: Any, *args: Any, **kwargs: Any) -> PermissionResult:
        statement = self._statement
        if statement.get("Effect") == "Deny" and statement.get("Condition"):
            return PermissionResult.NEUTRAL
        return stock(self, *args, **kwargs)

    IAMPolicyStatement.is_action_permitted = is_action_permitted
