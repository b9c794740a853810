"""The local AWS of Enginehouse: moto's service APIs, an own CloudFormation engine, behaviour, control endpoints."""

__version__ = "0.1.0"
