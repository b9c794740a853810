"""Types without behaviour: accepted, recorded, named on the environment's card as stubs."""

from typing import Any

from ..cloudformation.model import Json
from .handler import Handler


class Stub(Handler):
    """A record of a resource. `Fn::GetAtt` answers with recognisable text, so that stacks still resolve."""

    stub = True

    def get_att(self, name: str) -> Any:
        if name.endswith("Arn"):
            service, kind = (
                self.resource.type.split("::")[1:3] if self.resource.type.count("::") == 2 else ("custom", "resource")
            )
            return self.arn(f"{kind.lower()}/{self.physical_id}", service.lower())
        return self.physical_id if name in ("Id", "Name") else f"{self.physical_id}.{name}"

    def attributes(self) -> Json:
        return {}
