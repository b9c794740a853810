"""The hooks an extension (the workload simulator) builds on; nothing else of this package is promised to it.

- `control.register("/sandbox/workloads", handler)`: serve control endpoints. The handler takes a
  `ControlRequest(method, path, query, body)`, where `path` is what follows the prefix, and returns JSON or
  a `ControlResponse`; `ControlError` refuses.
- `every_second(callback)`: run on the one-second clock, all callbacks on one thread: do little, never block.
- `find_by_tag(key)`: the running stacks that carry a tag, as `StackView`s with their resources.
- `declare_limits(limits)`: name on `/sandbox/status` what the extension cannot show honestly.
- `client(service, account, region)`: a boto3 client that runs inside this process.
- `record_waf_sample(acl_arn, rule_metric, sample)`: a request that GetSampledRequests answers.
- `forget_points`, `forget_lines`, `METRIC_HISTORY_SECONDS`: keep what the extension writes short, and how short.

An extension is a module with `install() -> None`, called once while the server starts.
`enginehouse_sandbox.workloads` is installed by the server when it can be imported.
"""

from .behaviour.waf import record as record_waf_sample
from .clock import every_second
from .control import ControlError, ControlRequest, ControlResponse, register
from .inproc import client
from .retention import forget_lines, forget_points
from .settings import METRIC_HISTORY_SECONDS
from .stacks import ResourceView, StackView, find_by_tag
from .status import declare_limits

__all__ = [
    "METRIC_HISTORY_SECONDS",
    "ControlError",
    "ControlRequest",
    "ControlResponse",
    "ResourceView",
    "StackView",
    "client",
    "declare_limits",
    "every_second",
    "find_by_tag",
    "forget_lines",
    "forget_points",
    "record_waf_sample",
    "register",
]
