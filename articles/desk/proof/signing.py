"""Whether somebody may sign the text that a proof page shows."""

from articles.models import Stage
from articles.rules import Move, verdict


def may_sign(case, user):
    """The answer of the rules; of an imported draft that nobody has, as it will be once it is handed in, which whoever
    signs it does on the way.
    """
    if case.story.stage != Stage.DRAFT or not case.is_imported or case.writer:
        return verdict(Move.SIGN_OFF, case, user)
    if not (handed_in := verdict(Move.SUBMIT, case, user)):
        return handed_in
    return verdict(Move.SIGN_OFF, case.at(Stage.PROOFING), user)
