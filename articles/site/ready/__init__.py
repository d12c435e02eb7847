"""Finished pages, handed out before Django is asked.

A page of the site is a function of its address, the moment and the tables that readers see. So it is made once a
generation, and kept whole, in the encodings that were asked for, until something it shows may have changed: until the
generation moves on, or what is due next is due. Nothing is ever purged by its address.
"""

from .answering import ReadyPages
from .unhurried import Unhurried

__all__ = ["ReadyPages", "Unhurried"]
