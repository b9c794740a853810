"""What every action of the API needs: the account's store, the stack it names, its parameters."""

from typing import Any

from moto.core.responses import BaseResponse

from ..errors import ValidationError, no_such_stack
from ..model import Stack
from ..store import Store, store


class ActionBase(BaseResponse):
    """Parameters are parsed and answers serialized by moto from AWS's own service model."""

    def __init__(self) -> None:
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    @property
    def store(self) -> Store:
        return store(self.current_account, self.region)

    def given(self, name: str, default: Any = None) -> Any:
        value = self._get_param(name)
        return default if value is None else value

    def required(self, name: str) -> Any:
        value = self.given(name)
        if value is None:
            raise ValidationError(
                f"1 validation error detected: Value null at '{name[0].lower() + name[1:]}' failed to satisfy "
                "constraint: Member must not be null"
            )
        return value

    def stack(self, message: str | None = None) -> Stack:
        """The stack named by StackName: by id also a deleted one."""
        name = self.required("StackName")
        found = self.store.find(name)
        if not found:
            raise ValidationError(message.format(name)) if message else no_such_stack(name)
        return found

    def live_stack(self) -> Stack:
        found = self.stack("Stack [{}] does not exist")
        if not found.live:
            raise ValidationError(f"Stack [{found.name}] does not exist")
        return found
