"""Which capabilities a template needs, and the refusal when they were not acknowledged."""

from .errors import InsufficientCapabilities
from .model import Json

_NAME_OF = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}
_UNNAMED = {"AWS::IAM::AccessKey", "AWS::IAM::Policy", "AWS::IAM::UserToGroupAddition"}


def required(template: Json) -> tuple[list[str], str | None]:
    """The capabilities to acknowledge and the reason in CloudFormation's words."""
    resources = (template.get("Resources") or {}).values()
    iam = sorted({r["Type"] for r in resources if r.get("Type") in _NAME_OF or r.get("Type") in _UNNAMED})
    named = any((r.get("Properties") or {}).get(_NAME_OF.get(r.get("Type"), "")) for r in resources)
    needed = [("CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM")] if iam else []
    if template.get("Transform"):
        needed.append("CAPABILITY_AUTO_EXPAND")
    reason = f"The following resource(s) require capabilities: [{', '.join(iam)}]" if iam else None
    return needed, reason


def check(template: Json, given: list[str]) -> None:
    covered = set(given) | ({"CAPABILITY_IAM"} if "CAPABILITY_NAMED_IAM" in given else set())
    missing = [capability for capability in required(template)[0] if capability not in covered]
    if missing:
        raise InsufficientCapabilities(f"Requires capabilities : [{', '.join(missing)}]")
