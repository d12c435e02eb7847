"""The outbox: what is to be done outside, written down by acts and carried out here.

``draining`` takes what is due and keeps failures in sight; ``mails`` and ``pings`` send.
"""

from articles.outbox.draining import CLAIM, Drained, drain, drop, failing, retry

__all__ = ["CLAIM", "Drained", "drain", "drop", "failing", "retry"]
