"""Which story is read after this one: of the same import, or of those that wait to be proofread."""

from django.db.models import Exists, OuterRef, Q

from articles.models import SignOff, Stage, Story
from articles.rules import idle_time


def next_after(story, *, user, now):
    """The number of the next story to read, in the order of the desk's column; None where no other waits.

    After an imported draft it is the next one of its run, as long as there is one.
    """
    others = Story.objects.exclude(pk=story.pk).exclude(_with_another(user, now))
    if story.stage == Stage.DRAFT and (found := _of_its_run(others, story)):
        return found
    signed = SignOff.objects.standing().filter(story=OuterRef("pk"), digest=OuterRef("digest"), signer=user)
    waiting = others.at(Stage.PROOFING).filter(~Exists(signed))
    place = (story.priority, story.changed_at, story.pk)
    further = Q(priority__gt=place[0]) | Q(priority=place[0], changed_at__gt=place[1])
    further |= Q(priority=place[0], changed_at=place[1], pk__gt=place[2])
    pks = waiting.values_list("pk", flat=True)
    return pks.filter(further).first() or pks.first()


def _with_another(user, now):
    """Those that somebody else has for reading."""
    since = now - idle_time()
    return Q(reader_active_at__gt=since, reader_account__isnull=False) & ~Q(reader_account=user)


def _of_its_run(others, story):
    run = story.files.order_by("-run").values_list("run", flat=True).first()
    drafts = others.filter(stage=Stage.DRAFT, files__run=run) if run else others.none()
    pks = drafts.order_by("pk").values_list("pk", flat=True)
    return pks.filter(pk__gt=story.pk).first() or pks.first()
