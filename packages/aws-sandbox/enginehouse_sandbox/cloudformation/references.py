"""What a template value refers to: Ref, Fn::GetAtt, Fn::Sub and DependsOn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SUBSTITUTION = re.compile(r"\$\{([A-Za-z0-9:]+)(?:\.([A-Za-z0-9.]+))?\}")


@dataclass(frozen=True)
class Reference:
    """`attribute` is None for Ref and DependsOn."""

    target: str
    attribute: str | None = None


def split_get_att(argument: Any) -> tuple[str, Any]:
    """Logical id and attribute of a Fn::GetAtt argument, in text or list form."""
    if isinstance(argument, str):
        target, _, attribute = argument.partition(".")
        return target, attribute
    target, *rest = argument
    return target, rest[0] if len(rest) == 1 else ".".join(rest)


def references(value: Any) -> Iterator[Reference]:
    """Every reference inside `value`, in order of appearance, repeated as often as it appears."""
    if isinstance(value, list):
        for inner in value:
            yield from references(inner)
    if not isinstance(value, dict):
        return
    for key, argument in value.items():
        if key == "Ref" and isinstance(argument, str):
            yield Reference(argument)
        elif key == "Fn::GetAtt":
            target, attribute = split_get_att(argument)
            yield Reference(target, attribute if isinstance(attribute, str) else "")
        elif key == "Fn::Sub":
            yield from _substituted(argument)
        elif key == "DependsOn":
            yield from (Reference(name) for name in ([argument] if isinstance(argument, str) else argument))
        else:
            yield from references(argument)


def _substituted(argument: Any) -> Iterator[Reference]:
    text, own = (argument, {}) if isinstance(argument, str) else argument
    yield from references(own)
    for target, attribute in _SUBSTITUTION.findall(text):
        if target not in own:
            yield Reference(target, attribute or None)
