"""The only writer of marks: what people say of a story, or of exact words of it, and what becomes of that.

A mark is never published and no part of the digest. Only the desk's own suggestions and queries keep a text from being
signed, until somebody decides on them or answers; see ``Mark.objects.blocking``.
"""

from articles.proofing.acting import LONGEST, acts_of
from articles.proofing.answering import reply, resolve, withdraw
from articles.proofing.deciding import Taken, accept, accept_all, reject, reject_all
from articles.proofing.marking import ask, askable, comment, comment_from_outside, suggest
from articles.proofing.placing import places
from articles.proofing.reopening import reopen, undo

__all__ = [
    "LONGEST", "Taken", "accept", "accept_all", "acts_of", "ask", "askable", "comment", "comment_from_outside",
    "places", "reject", "reject_all", "reopen", "reply", "resolve", "suggest", "undo", "withdraw",
]  # fmt: skip
