"""What survives a restart: one file for each stack, and the objects of the bootstrap and evidence buckets."""

from .journal import Journal
from .objects import AssetObjects
from .restore import restore

__all__ = ["AssetObjects", "Journal", "restore"]
