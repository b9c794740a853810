"""What runs: read-only views of the local AWS's stacks, for workloads and other extensions."""

from dataclasses import dataclass, field

from .cloudformation.store import all_stacks


@dataclass(frozen=True)
class ResourceView:
    logical_id: str
    type: str
    physical_id: str


@dataclass(frozen=True)
class StackView:
    """A stack as it stands now. `parameters` and `outputs` are text by name."""

    account: str
    region: str
    stack_id: str
    stack_name: str
    status: str
    tags: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    resources: tuple[ResourceView, ...] = ()

    def physical_ids(self, resource_type: str) -> list[str]:
        """Physical ids of every resource of one type, such as "AWS::AutoScaling::AutoScalingGroup"."""
        return [resource.physical_id for resource in self.resources if resource.type == resource_type]


def find_by_tag(key: str) -> list[StackView]:
    """Every live stack (all accounts and regions) that carries stack tag `key` and stands in a
    *_COMPLETE state, UPDATE_COMPLETE_CLEANUP_IN_PROGRESS included; a rolled back create does not."""
    found = []
    for stack in all_stacks():
        if key not in stack.tags or not _runs(stack.status):
            continue
        found.append(
            StackView(
                account=stack.account,
                region=stack.region,
                stack_id=stack.id,
                stack_name=stack.name,
                status=stack.status,
                tags=dict(stack.tags),
                parameters=dict(stack.parameters),
                outputs={output.key: output.value for output in stack.outputs},
                resources=tuple(
                    ResourceView(resource.logical_id, resource.type, resource.physical_id)
                    for resource in list(stack.resources.values())
                    if resource.physical_id
                ),
            )
        )
    return found


def _runs(status: str) -> bool:
    return status in (
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_ROLLBACK_COMPLETE",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
    )
