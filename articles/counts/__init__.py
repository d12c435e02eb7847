"""What the processes of a machine count, for whoever watches them: figures of each, and the sums of all of them.

Of our own, not prometheus-client's: with many processes that writes each figure to a file as it is counted, takes none
from who counts for themselves, as the pages that lie ready must, and keeps a file for every process that ever was.
"""

from .counting import Counter, Family, Gauge, Histogram, families, mine, source
from .keeping import Keeper

__all__ = ["Counter", "Family", "Gauge", "Histogram", "Keeper", "families", "mine", "source"]
