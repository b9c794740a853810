"""Outputs and exports, computed once at the end of an operation and then fixed."""

from .errors import ValidationError
from .intrinsics import Resolver
from .model import Json, Output, Stack
from .store import Store


def compute(resolver: Resolver, template: Json) -> list[Output]:
    made = []
    for key, spec in (template.get("Outputs") or {}).items():
        if not resolver.wants(spec):
            continue
        export = resolver.resolve((spec.get("Export") or {}).get("Name"))
        value = resolver.resolve(spec["Value"])
        text = ",".join(map(str, value)) if isinstance(value, list) else _text(value)
        made.append(Output(key, text, spec.get("Description"), export))
    return made


def check_exports(store: Store, stack: Stack, outputs: list[Output]) -> None:
    """Refuse a name another stack exports, and changing or dropping one that is imported."""
    exported = store.exports()
    new = {output.export_name: output.value for output in outputs if output.export_name}
    for name in new:
        if name in exported and exported[name][0] is not stack:
            raise ValidationError(f"Export with name {name} is already exported by stack {exported[name][0].name}.")
    for name, (owner, output) in exported.items():
        users = importers(store, name) if owner is stack else []
        if not users or new.get(name) == output.value:
            continue
        verb = "updated" if name in new else "deleted"
        raise ValidationError(f"Export {name} cannot be {verb} as it is in use by {' and '.join(users)}")


def importers(store: Store, export_name: str) -> list[str]:
    """Names of the live stacks that import `export_name`."""
    return sorted(stack.name for stack in list(store.stacks.values()) if stack.live and export_name in stack.imports)


def _text(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
