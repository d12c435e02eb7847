"""Whether somebody may sign the text that a proof page shows, and where it is taken back."""

from django.urls import reverse

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


def to_take_back(story, *, shown):
    """The address of the page that asks whether to take back one's sign-off of a story; ``shown`` is the number of the
    one whose proof page offers it, to which whoever leaves it is led back.
    """
    page = reverse("admin:articles_story_move", args=[story.pk, Move.TAKE_BACK.value])
    return f"{page}?revision={story.revision_number}&proof={shown}"
