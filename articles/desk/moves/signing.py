"""Signing a text that was signed before: what changed since, whose words those are, and one button."""

from articles.approval import SHOWN, Approval
from articles.desk.comparing import changes_between
from articles.desk.words import joined


def has_an_earlier_text(case):
    return read_before(case) > 0


def read_before(case):
    """The number of the revision to compare the text with: what of it has been read already; 0 where nothing has.

    That is the last text that somebody signed. Where the text itself is signed, and words of a signer still need
    another reader, it is the text that those words were put into.
    """
    approval, held = case.approval, case.story.digest
    earlier = [row.number for row in approval.standing if row.digest != held]
    if not approval.signers:
        return max(earlier, default=0)
    unread = set(approval.unread_authors())
    first = next((row.number for row in approval.revisions if row.author_name in unread), 0)
    return max(first - 1, 0)


def facts(case, user):
    """What the page shows: the changes, who signed what, and what the signature of ``user`` will not cover."""
    story, approval, number = case.story, case.approval, read_before(case)
    found = {row.number: row for row in story.revisions.filter(number__in=[number, story.revision_number])}
    signers = [row.signer_name for row in approval.standing if row.number == number]
    return {
        "old": found.get(number),
        "new": found[story.revision_number],
        "changes": _changes(story, found[number], found[story.revision_number]) if number in found else None,
        "signers": joined(dict.fromkeys(signers)),
        "authors": joined(
            dict.fromkeys(row.author_name for row in approval.revisions if row.number > number)
        ),
        "own_words": approval.surviving.get(f"user:{user.pk}", 0),
        "beside": beside(approval),
        "credit": credit(approval, user),
    }


def _changes(story, old, new):
    is_another = old.correction != new.correction
    told = is_another and (not old.correction or story.editions.telling(old.correction).exists())
    return changes_between(old, new, told=told)


def beside(approval):
    """What readers see beside the text and nobody has looked at, with who changed it."""
    return [(SHOWN[name], who) for name, who in approval.unread_details.items()]


def credit(approval, besides=None):
    """Who readers are told proofread it, were it published as it stands; ``besides`` as if that account had signed."""
    story = approval.story
    return story.proofreader_credit or str(story.proofreader or approval.credited(besides) or "")


def told(story):
    """What a signature came to. The story is as it stands after it."""
    approval = Approval(story)
    if waiting := joined(approval.unread_authors()):
        return f"Signed. Words by {waiting} still need another reader."
    printed = credit(approval)
    return (
        f"Signed off. Readers will see{f': “Proofread by {printed}”' if printed else ' no “Proofread by”'}."
    )
