"""Moves for many stories at once. Each row is answered for itself, on the revision and the edition that the list showed
of it.
"""

from collections import Counter
from functools import partial

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.desk.bulk_acts import ACTS
from articles.desk.fields import title_of
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.rules import RULES, Refused

SHOWN = 20


class BulkMoves:
    """Actions of the story list: those that the account has the right to, in the order of a story's way."""

    def get_actions(self, request):
        if IS_POPUP_VAR in request.GET:
            return {}
        return {
            name: (partial(_act, name=name), name, act.label or act.move.label)
            for name, act in ACTS.items()
            if request.user.has_perm(f"articles.{RULES[act.move].permission}")
        }


def _act(model_admin, request, queryset, *, name):
    """Make one act with the rows that were chosen, once what it asks is answered."""
    act = ACTS[name]
    form = act.form(request.POST if "confirmed" in request.POST else None)
    if act.asks and not form.is_valid():
        return _ask(model_admin, request, queryset, name, form)
    answer(request, queryset, act, form.cleaned_data if act.asks else {})
    return None


def answer(request, stories, act, given):
    """Make ``act`` with each story; say how many went through, and of the others which and why."""
    now, moved, refused = timezone.now(), 0, []
    for story in stories:
        try:
            act.run(story, **given, **_seen(request, story, act), by=request.user, now=now)
        except Refused as reason:
            refused.append((story, str(reason)))
        else:
            moved += 1
    level = messages.WARNING if refused else messages.SUCCESS
    messages.add_message(request, level, _summary(moved, act.done, refused))


def _seen(request, story, act):
    """What the list showed of a story, as far as ``act`` is decided on it: its revision, and its latest edition."""
    revision, _, edition = request.POST.get(f"seen-{story.pk}", "").partition(".")
    seen = {"revision": number(revision)} if act.of_text else {}
    return seen | ({"last": number(edition)} if act.of_edition else {})


def _summary(moved, done, refused):
    if not refused:
        return f"{moved} {done}."
    if len(refused) > SHOWN:
        reasons = Counter(reason for _, reason in refused)
        told = [(f"{count} ×", reason) for reason, count in reasons.most_common()]
    else:
        told = [(f"“{title_of(story)}”:", reason) for story, reason in refused]
    return format_html(
        "{} {}, {} refused:<ul>{}</ul>",
        moved,
        done,
        len(refused),
        format_html_join("", "<li>{} {}</li>", told),
    )


def _ask(model_admin, request, queryset, name, form):
    stories, act = list(queryset), ACTS[name]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{act.label or act.move.label}: {counted(len(stories), 'story', 'stories')}",
        "stories": [(story, request.POST.get(f"seen-{story.pk}", "")) for story in stories],
        "action": name,
        "act": act,
        "form": form,
    }
    return TemplateResponse(request, "admin/articles/story/bulk.html", context)
