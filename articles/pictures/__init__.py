"""Pictures: what may come in, who may change it, and the forms in which readers get it.

``preparing`` decodes what is sent and writes it anew, ``renditions`` cuts and scales what is published, ``cards`` stand
for stories where they are shared, ``keeping`` holds what was made once, and opens what is kept.
"""

from articles.pictures.preparing import LONGEST_SIDE, NotAPicture, Prepared, prepare
from articles.pictures.standing import why_fixed

__all__ = ["LONGEST_SIDE", "NotAPicture", "Prepared", "prepare", "why_fixed"]
