"""Template parameters: given, previous and default values, their constraints and types."""

import re
from contextlib import suppress
from typing import Any

from botocore.exceptions import ClientError

from ..inproc import client
from .errors import ValidationError
from .model import Json

MASK = "****"
_SSM = re.compile(r"AWS::SSM::Parameter::Value<(.+)>")


def settle(template: Json, given: list[dict[str, Any]], previous: dict[str, str]) -> dict[str, str]:
    """The text of every declared parameter. Raises ValidationError naming all missing or unknown ones."""
    declared = template.get("Parameters") or {}
    unknown = sorted(entry["ParameterKey"] for entry in given if entry["ParameterKey"] not in declared)
    if unknown:
        raise ValidationError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values: dict[str, str] = {}
    for entry in given:
        name = entry["ParameterKey"]
        if entry.get("UsePreviousValue"):
            if name not in previous:
                raise ValidationError(f"Invalid input for parameter key {name}. There is no previous value")
            values[name] = previous[name]
        elif entry.get("ParameterValue") is not None:
            values[name] = str(entry["ParameterValue"])
    for name, spec in declared.items():
        if name not in values and spec.get("Default") is not None:
            values[name] = str(spec["Default"])
    missing = sorted(declared.keys() - values.keys())
    if missing:
        raise ValidationError(f"Parameters: [{', '.join(missing)}] must have values")
    for name, spec in declared.items():
        _check(name, spec, values[name])
    return values


def typed(template: Json, values: dict[str, str], account: str, region: str) -> dict[str, Any]:
    """The values `Ref` gives: lists are split, SSM parameters read."""
    declared = template.get("Parameters") or {}
    return {name: _typed(spec.get("Type", "String"), values[name], account, region) for name, spec in declared.items()}


def described(template: Json, values: dict[str, str], account: str, region: str) -> list[dict[str, Any]]:
    """As DescribeStacks and DescribeChangeSet answer them: NoEcho masked, SSM values beside their names."""
    answer = []
    for name, spec in (template.get("Parameters") or {}).items():
        if name not in values:
            continue
        hidden = _hidden(spec)
        entry: dict[str, Any] = {"ParameterKey": name, "ParameterValue": MASK if hidden else values[name]}
        if _SSM.fullmatch(str(spec.get("Type"))) and not hidden:
            with suppress(ValidationError):  # deleted since: AWS then shows the name alone
                entry["ResolvedValue"] = _read_ssm(values[name], account, region)
        answer.append(entry)
    return answer


def masked(template: Json, values: dict[str, str], text: str) -> str:
    """`text` with the values of NoEcho parameters replaced, wherever they appear."""
    for name, spec in (template.get("Parameters") or {}).items():
        if _hidden(spec) and len(values.get(name, "")) > 1:
            text = text.replace(values[name], MASK)
    return text


def _hidden(spec: Json) -> bool:
    return str(spec.get("NoEcho", False)).lower() == "true"


def _typed(type_name: str, text: str, account: str, region: str) -> Any:
    ssm = _SSM.fullmatch(type_name)
    if ssm:
        return _typed(ssm.group(1), _read_ssm(text, account, region), account, region)
    if type_name == "CommaDelimitedList" or type_name.startswith("List<"):
        return [part.strip() for part in text.split(",")] if text else []
    return text


def _read_ssm(name: str, account: str, region: str) -> str:
    try:
        return client("ssm", account, region).get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
    except ClientError as error:
        raise ValidationError(f"Unable to fetch parameters [{name}] from parameter store for this account.") from error


def _check(name: str, spec: Json, text: str) -> None:
    because = spec.get("ConstraintDescription")
    allowed = [str(value) for value in spec.get("AllowedValues", [])]
    if allowed and text not in allowed:
        raise ValidationError(
            f"Parameter '{name}' must be one of AllowedValues" if not because else _said(name, because)
        )
    pattern = spec.get("AllowedPattern")
    if pattern and not re.fullmatch(pattern, text):
        raise ValidationError(_said(name, because or f"must match pattern {pattern}"))
    if spec.get("Type") == "Number":
        _check_number(name, spec, text, because)
    if len(text) < int(spec.get("MinLength", 0)):
        raise ValidationError(_said(name, because or f"must contain at least {spec['MinLength']} characters"))
    if "MaxLength" in spec and len(text) > int(spec["MaxLength"]):
        raise ValidationError(_said(name, because or f"must contain at most {spec['MaxLength']} characters"))


def _check_number(name: str, spec: Json, text: str, because: str | None) -> None:
    try:
        number = float(text)
    except ValueError as error:
        raise ValidationError(_said(name, because or f"must be a number, not {text!r}")) from error
    if "MinValue" in spec and number < float(spec["MinValue"]):
        raise ValidationError(_said(name, because or f"must be a number not less than {spec['MinValue']}"))
    if "MaxValue" in spec and number > float(spec["MaxValue"]):
        raise ValidationError(_said(name, because or f"must be a number not greater than {spec['MaxValue']}"))


def _said(name: str, because: str) -> str:
    return f"Parameter '{name}' {because}"
