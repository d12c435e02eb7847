"""What of comments, suggestions and queries waits for one person, as piles of the desk's first page."""

from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Concat

from articles.desk.piles import Pile
from articles.models import Mark, Reply, Stage, Story


def of(user, since, stories):
    """``stories`` is the address of their list."""
    return [_asked(user, stories), _answers(user, stories), _comments(user, since, stories)]


def _asked(user, stories):
    rows = Mark.objects.asked(user).exclude(story__stage=Stage.SPIKED).order_by("made_at", "id")
    told = {"at": F("made_at"), "said": F("note"), "who": F("author_name")}
    return Pile("asked", rows, "Asked of me", f"{stories}?comments=asked", told=told)


def _answers(user, stories):
    """With what was said last by somebody else."""
    rows = Mark.objects.answered(user).exclude(story__stage=Stage.SPIKED).order_by("answered_at", "id")
    replies = Reply.objects.filter(mark=OuterRef("pk")).exclude(author=user).order_by("-made_at", "-id")
    said, who = (Subquery(replies.values(name)[:1]) for name in ("note", "author_name"))
    told = {"at": F("answered_at"), "said": said, "who": who}
    return Pile("answers", rows, "Answers to me", f"{stories}?comments=answered", told=told)


def _comments(user, since, stories):
    """Whatever others say of their stories, but for what is asked of them, which is a pile of its own."""
    own = Story.objects.on_the_desk().mine(user, since)
    rows = Mark.objects.open().filter(story__in=own.order_by().values("pk")).exclude(author=user)
    rows = rows.exclude(pk__in=Mark.objects.asked(user).order_by().values("pk")).order_by("-made_at", "-id")
    said = Case(
        When(kind=Mark.Kind.SUGGESTION, proposed="", then=_said(Value("Take out: "), "exact")),
        When(kind=Mark.Kind.SUGGESTION, then=_said("exact", Value(" → "), "proposed")),
        default=F("note"),
    )
    told = {"at": F("made_at"), "said": said, "who": F("author_name")}
    address = f"{stories}?comments=open&with=me"
    return Pile("comments", rows, "Comments on my stories", address, "-at", told)


def _said(*parts):
    return Concat(*parts, output_field=TextField())
