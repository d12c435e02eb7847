"""Moves for many stories at once. Each row is answered for itself, on the revision that the list showed of it."""

from collections import Counter

from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles import press, workflow
from articles.desk.fields import title_of
from articles.desk.moves import release
from articles.desk.numbers import number
from articles.rules import Refused

SHOWN = 20


class BulkMoves:
    """Actions of the story list. Signing off is none of them: who signs has read."""

    actions = ("submit", "publish", "spike", "release")

    @admin.action(description="Submit for proofreading", permissions=["submit"])
    def submit(self, request, queryset):
        answer(request, queryset, workflow.submit, "submitted")

    @admin.action(description="Publish", permissions=["publish"])
    def publish(self, request, queryset):
        if "confirmed" in request.POST:
            answer(request, queryset, press.publish, "published")
            return None
        return _ask(self, request, queryset, "publish", "Publish", "Readers see them at once.")

    @admin.action(description="Spike", permissions=["spike"])
    def spike(self, request, queryset):
        if "confirmed" in request.POST:
            answer(request, queryset, workflow.spike, "spiked")
            return None
        text = "They are put aside. Nothing of them is lost, and each can be taken off the spike."
        return _ask(self, request, queryset, "spike", "Spike", text)

    @admin.action(description="Release from the archive, unread", permissions=["release"])
    def release(self, request, queryset):
        if "confirmed" in request.POST:
            answer(request, queryset, release, "released")
            return None
        text = "Readers see them at once, unread, dated as their files say. That is recorded under your name."
        return _ask(self, request, queryset, "release", "Release", text)

    def has_submit_permission(self, request):
        return request.user.has_perm("articles.submit_story")

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_story")

    def has_spike_permission(self, request):
        return request.user.has_perm("articles.spike_story")

    def has_release_permission(self, request):
        return request.user.has_perm("articles.release_archive")


def answer(request, stories, act, done):
    """Make ``act`` with each story; say how many went through, and of the others which and why."""
    now, moved, refused = timezone.now(), 0, []
    for story in stories:
        seen = request.POST.get(f"seen-{story.pk}", "")
        try:
            act(story, revision=number(seen), by=request.user, now=now)
        except Refused as reason:
            refused.append((story, str(reason)))
        else:
            moved += 1
    level = messages.WARNING if refused else messages.SUCCESS
    messages.add_message(request, level, _summary(moved, done, refused))


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


def _ask(model_admin, request, queryset, action, verb, text):
    stories = list(queryset)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{verb} {len(stories)} {'story' if len(stories) == 1 else 'stories'}?",
        "stories": [(story, request.POST.get(f"seen-{story.pk}", "")) for story in stories],
        "action": action,
        "verb": verb,
        "text": text,
    }
    return TemplateResponse(request, "admin/articles/story/bulk.html", context)
