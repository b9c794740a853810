"""In which order resources are made: each after everything it refers to."""

from graphlib import CycleError, TopologicalSorter

from .errors import ValidationError
from .model import Json
from .references import references


def dependencies(resources: Json) -> dict[str, list[str]]:
    """What each resource refers to, by logical id."""
    return {
        name: sorted({ref.target for ref in references(body) if ref.target in resources and ref.target != name})
        for name, body in resources.items()
    }


def creation_order(resources: Json) -> list[str]:
    """Logical ids so that every resource follows its dependencies; otherwise in the template's order."""
    try:
        return list(TopologicalSorter(dependencies(resources)).static_order())
    except CycleError as error:
        raise ValidationError(f"Circular dependency between resources: [{', '.join(error.args[1][:-1])}]") from error
