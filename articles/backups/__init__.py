"""Backups: all that is on record and its pictures, as of one moment, sealed; and what proves that one restores.

``making`` writes a folder that has its name only once it is whole, ``restoring`` takes one back, ``proving`` holds what
was restored against what was sealed. ``databases`` is what each of the two does in its own way.
"""

from .folders import MANIFEST, BackupFailed, Manifest, read, whole_in, why
from .making import make
from .proving import faults
from .restoring import begin_anew, restore

__all__ = [
    "MANIFEST",
    "BackupFailed",
    "Manifest",
    "begin_anew",
    "faults",
    "make",
    "read",
    "restore",
    "whole_in",
    "why",
]
