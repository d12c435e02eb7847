"""What those who run the newsroom are told of it: whether a process lives, whether it can serve, and what
it counts.

It is answered before Django is asked: whoever watches a process comes by its address and without TLS, keeps no session,
and must be answered where the database is not.
"""

from .answering import Vitals
from .health import Health
from .metrics import Metrics

__all__ = ["Health", "Metrics", "Vitals"]
