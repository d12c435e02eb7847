"""What copies of stories say better: one at a time beside what the story says, taken or declined by a key."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles.desk.base import NOT_DONE, ReadOnlyAdmin, attempt, refuse
from articles.desk.imports.choices import choices, last_runs, places_of
from articles.desk.imports.sides import around
from articles.desk.imports.words import FIELDS, value_of
from articles.desk.numbers import number
from articles.desk.paging import MANY, Tally
from articles.importing.matching import proposing
from articles.models import Proposal
from articles.rules import Move, may

KEYS = (
    ("t", "take what is proposed"), ("d", "decline it: the story stays as it is"), ("n", "the next proposal"),
    ("e", "edit the story"), ("o", "open the file"), ("?", "show these keys"),
)  # fmt: skip

ACTS = (("take", "Take it", "t"), ("decline", "Decline: leave it as it is", "d"))
"""What can be decided: the act, its words and its key."""


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Its list is the queue, for those who may see doubts."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.queue_view), name="articles_proposal_changelist"),
            path("<row:pk>/<slug:act>/", wrap(self.decide_view), name="articles_proposal_decide"),
        ]

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_doubt")

    def queue_view(self, request):
        """The first open proposal after the one that was last looked at."""
        self._check(request)
        asked = _asked(request.GET)
        rows, first = proposing.queue(**asked), _First(**asked)
        texts = rows.select_related("file__original", "story")
        texts = texts.defer("value", "file__left_out", "story__body", "story__desk_notes")
        proposal = texts.filter(pk__gt=number(request.GET.get("after", ""))).first() or texts.first()
        context = {
            **self.page(request, "Proposals"),
            "proposal": proposal,
            "count": first.tally(),
            "asked": asked,
            "query": _query(asked),
            "choices": _choices(asked, first),
            "keys": KEYS,
        }
        if proposal:
            context |= _facts(proposal, request.user)
        return TemplateResponse(request, "admin/articles/proposal/queue.html", context)

    def decide_view(self, request, pk, act):
        """Take or decline a proposal, and go on where that was decided: in the queue, or at its story."""
        self._check(request)
        proposal = get_object_or_404(Proposal.objects.select_related("story", "file"), pk=pk)
        by, now, word = request.user, timezone.now(), label(proposal.field)
        if request.method != "POST":
            refuse(request, NOT_DONE)
        elif act == "take":
            seen = number(request.POST.get("revision", ""))
            done = f"{word} taken: {proposal.shown}"
            attempt(request, lambda: proposing.take(proposal, revision=seen, by=by, now=now), done)
        elif act == "decline":
            done = f"{word} declined: the story stays as it is."
            attempt(request, lambda: proposing.decline(proposal, by=by, now=now), done)
        else:
            raise Http404
        if request.POST.get("from") == "story":
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[proposal.story_id]))
        asked = _asked(request.POST) | {"after": proposal.pk}
        return HttpResponseRedirect(f"{reverse('admin:articles_proposal_changelist')}?{_query(asked)}")

    def _check(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied


def of(story):
    """The open proposals for a story, each with what the story says now, for its page."""
    rows = story.proposals.open().select_related("file").defer("value", "file__roles", "file__left_out")
    return [{"proposal": row, "field": label(row.field), "value": value_now(row, story)} for row in rows]


def label(field):
    return FIELDS["paragraphs" if field == "body" else field]


def value_now(proposal, story):
    """What the story says in the field that something is proposed for."""
    return f"{story.words:,} words" if proposal.field == "body" else value_of(story, proposal.field)


def _facts(proposal, user):
    return {
        "field": label(proposal.field),
        "value": value_now(proposal, proposal.story),
        "lines": around(proposal.file, proposal.line),
        "why_not": may(Move.SAVE, proposal.story, user, timezone.now()).reason,
        "acts": ACTS,
    }


def _asked(sent):
    """The filters that an address or a form names."""
    field = sent.get("field", "")
    return {"run": number(sent.get("run", "")), "field": field if field in proposing.VALUES else ""}


def _query(asked):
    return urlencode({name: value for name, value in asked.items() if value})


class _First:
    """The first open proposals of many, which stand for all where these are counted."""

    def __init__(self, **asked):
        rows = proposing.queue(**asked).values_list("field", "file")[: MANY + 1]
        self.is_cut, self.rows = len(rows) > MANY, list(rows)[:MANY]

    def tally(self):
        return Tally(len(self.rows), is_cut=self.is_cut)

    def told(self, name):
        """The field or the run of each."""
        if name == "field":
            return [field for field, _ in self.rows]
        places = places_of({file for _, file in self.rows})
        return [places[file][0] for _, file in self.rows]


def _choices(asked, first):
    """For each filter what there is to choose from, the others as they are: value, its name, and how many, among the
    ``first`` that are asked for. Of what may be among others there is no number."""
    told = {}
    filters = (("field", label, lambda: proposing.VALUES), ("run", "Run {}".format, last_runs))
    for name, words, others in filters:
        among = _First(**asked | {name: None}) if asked[name] else first
        told[name] = choices(among.told(name), words, others, asked=asked[name], is_cut=among.is_cut)
    return told
