"""Failures on purpose: rules kept in memory, changed at `/sandbox/faults`."""

from .rules import InjectedFailure, active, check_resource, clear, strike, wait

__all__ = ["InjectedFailure", "active", "check_resource", "clear", "strike", "wait"]
