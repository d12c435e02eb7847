"""What a person is told once a story is saved."""

from django.contrib import messages
from django.utils import timezone

from articles.desk.words import joined
from articles.models import Edition, Stage


def tell_saved(request, opened, sentence):
    """The message carries the moment at which the form was opened: what the browser kept of it can go now."""
    messages.success(request, sentence, extra_tags=f"typed-{opened}")


def what_was_saved(before, saved, base):
    """``before`` is the story as the page had it, ``base`` the number of the revision that was worked on."""
    if saved.revision is None:
        return "Nothing had changed: there is no new revision."
    return _made(saved, base) + lost(before, saved.story)


def _made(saved, base):
    made = saved.revision.number
    if not saved.merged:
        return f"Saved as revision {made}."
    between = saved.story.revisions.filter(number__gt=base, number__lt=made)
    others = joined(dict.fromkeys(between.values_list("author_name", flat=True)))
    return f"Your changes were merged with those of {others}, and saved as revision {made}."


def lost(before, story):
    """A sentence for a save that took the story's approval away."""
    if (before.stage, story.stage) != (Stage.PROOFREAD, Stage.PROOFING):
        return ""
    lost = " The sign-off no longer covers the text: it is back in proofing"
    live = Edition.objects.live(timezone.now()).filter(story=story).select_related("revision").first()
    return f"{lost}; readers still see revision {live.revision.number}." if live else f"{lost}."
