"""Intrinsic functions: from a template value to the value a resource handler gets."""

import base64
import ipaddress
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .errors import ValidationError
from .model import Json
from .references import split_get_att

_SUBSTITUTION = re.compile(r"\$\{(!?)([^}]+)\}")
_CONDITION_FUNCTIONS = ("Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition")


class _NoValue:
    """What `AWS::NoValue` resolves to: the property or list entry is left out."""


NO_VALUE = _NoValue()


@dataclass
class Resolver:
    """Resolves values of one template in one stack.

    `ref` and `get_att` answer for resources, `import_value` for exports of other stacks;
    `parameters` are typed values (text, or a list of text), `pseudo` the `AWS::` parameters.
    """

    template: Json
    parameters: dict[str, Any]
    pseudo: dict[str, Any]
    ref: Callable[[str], Any]
    get_att: Callable[[str, str], Any]
    import_value: Callable[[str], str]
    _conditions: dict[str, bool] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [inner for inner in map(self.resolve, value) if inner is not NO_VALUE]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            ((name, argument),) = value.items()
            function = self._function(name)
            if function:
                return function(argument)
        resolved = {key: self.resolve(inner) for key, inner in value.items()}
        return {key: inner for key, inner in resolved.items() if inner is not NO_VALUE}

    def condition(self, name: str) -> bool:
        """The value of a named condition of the template."""
        if name not in self._conditions:
            declared = self.template.get("Conditions") or {}
            if name not in declared:
                raise ValidationError(f"Template error: condition {name} is not defined")
            self._conditions[name] = self._truth(declared[name])
        return self._conditions[name]

    def wants(self, resource: Json) -> bool:
        """Whether a resource's or output's condition lets it exist."""
        return not resource.get("Condition") or self.condition(resource["Condition"])

    def _function(self, name: str) -> Callable[[Any], Any] | None:
        if name == "Ref":
            return self._ref
        if name in _CONDITION_FUNCTIONS[:-1]:
            return lambda argument: self._truth({name: argument})
        if name.startswith("Fn::"):
            method = getattr(self, "_fn_" + name.removeprefix("Fn::").lower(), None)
            if method is None:
                raise ValidationError(
                    f"Template format error: intrinsic function {name} is not supported by the local AWS"
                )
            return method
        return None

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        return self.ref(name)

    def _fn_getatt(self, argument: Any) -> Any:
        target, attribute = split_get_att(argument)
        return self.get_att(target, self.resolve(attribute))

    def _fn_sub(self, argument: Any) -> str:
        text, own = (argument, {}) if isinstance(argument, str) else (argument[0], self.resolve(argument[1]))

        def one(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return "${" + name + "}"
            if name in own:
                return _text(own[name])
            return _text(self._fn_getatt(name) if "." in name else self._ref(name))

        return _SUBSTITUTION.sub(one, text)

    def _fn_join(self, argument: Any) -> str:
        separator, parts = argument
        return str(separator).join(_text(part) for part in self.resolve(parts))

    def _fn_split(self, argument: Any) -> list[str]:
        separator, text = argument
        return str(self.resolve(text)).split(separator)

    def _fn_select(self, argument: Any) -> Any:
        index, values = int(self.resolve(argument[0])), self.resolve(argument[1])
        if not 0 <= index < len(values):
            raise ValidationError(f"Template error: Fn::Select cannot select nonexistent value at index {index}")
        return values[index]

    def _fn_if(self, argument: Any) -> Any:
        name, when_true, when_false = argument
        return self.resolve(when_true if self.condition(name) else when_false)

    def _fn_findinmap(self, argument: Any) -> Any:
        keys = [self.resolve(key) for key in argument[:3]]
        found: Any = self.template.get("Mappings") or {}
        for key in keys:
            if not isinstance(found, dict) or str(key) not in found:
                if len(argument) > 3:
                    return self.resolve(argument[3]["DefaultValue"])
                raise ValidationError(f"Template error: Unable to get mapping for {'::'.join(map(str, keys))}")
            found = found[str(key)]
        return found

    def _fn_importvalue(self, argument: Any) -> str:
        return self.import_value(str(self.resolve(argument)))

    def _fn_getazs(self, argument: Any) -> list[str]:
        region = self.resolve(argument) or self.pseudo["AWS::Region"]
        return [f"{region}{zone}" for zone in "abc"]

    def _fn_base64(self, argument: Any) -> str:
        return base64.b64encode(str(self.resolve(argument)).encode()).decode()

    def _fn_cidr(self, argument: Any) -> list[str]:
        block, count, bits = [*map(self.resolve, argument), 8][:3]
        subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
        return [str(next(subnets)) for _ in range(int(count))]

    def _fn_length(self, argument: Any) -> int:
        return len(self.resolve(argument))

    def _fn_tojsonstring(self, argument: Any) -> str:
        return json.dumps(self.resolve(argument))

    def _truth(self, expression: Any) -> bool:
        if not isinstance(expression, dict) or len(expression) != 1:
            raise ValidationError(f"Template format error: {json.dumps(expression)} is not a condition")
        ((name, argument),) = expression.items()
        match name:
            case "Condition":
                return self.condition(argument)
            case "Fn::Not":
                return not self._truth(argument[0])
            case "Fn::And":
                return all(self._truth(inner) for inner in argument)
            case "Fn::Or":
                return any(self._truth(inner) for inner in argument)
            case "Fn::Equals":
                left, right = (self.resolve(inner) for inner in argument)
                return _text(left) == _text(right)
            case _:
                raise ValidationError(f"Template format error: {name} is not a condition function")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(_text, value)) if isinstance(value, list) else str(value)
