"""The CloudFormation API, in place of moto's: one file for each group of actions."""

from .service import CloudFormationApi, install

__all__ = ["CloudFormationApi", "install"]
