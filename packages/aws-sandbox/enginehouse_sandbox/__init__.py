"""The local AWS of Enginehouse: moto's service APIs, an own CloudFormation engine, behaviour, control endpoints."""

import os

__version__ = "0.1.0"

# moto reads this when it is imported: AWS-managed policies exist, so roles can attach them.
os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
