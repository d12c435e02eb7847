"""Merging two names into one: choose the other, see what moves, then say yes. It can be taken back."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import credits
from articles.desk.base import refuse, tell
from articles.desk.fields import NameField
from articles.desk.words import counted
from articles.models import EditionWriter, StoryWriter, Writer


def merge(admin, request, pk):
    """Three steps on one address: the name, what would move, and the act itself."""
    loser = get_object_or_404(admin.model, pk=pk)
    if not admin.has_change_permission(request, loser):
        raise PermissionDenied
    form = _form(admin.model, loser, request.POST if request.method == "POST" else None)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if into and "confirmed" in request.POST:
        try:
            credits.merge(loser, into=into, by=request.user, now=timezone.now())
        except credits.NameTaken as refused:
            refuse(request, refused)
        else:
            tell(request, f"{loser} is merged into {into}, and stands for it from now on.")
            return HttpResponseRedirect(
                reverse(f"admin:articles_{admin.opts.model_name}_change", args=[into.pk])
            )
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "title": f"Merge {loser} into another {admin.opts.verbose_name}",
        "loser": loser,
        "into": into,
        "form": form,
        "moves": what_moves(loser) if into else None,
    }
    return TemplateResponse(request, "admin/articles/merge.html", context)


def what_moves(loser):
    """What a merge moves from ``loser``, counted and in words."""
    if isinstance(loser, Writer):
        stories = StoryWriter.objects.filter(writer=loser).values("story").distinct().count()
        editions = EditionWriter.objects.filter(writer=loser).values("edition").distinct().count()
    else:
        stories, editions = loser.stories.count(), loser.editions.count()
    return [
        counted(stories, "story", "stories"),
        counted(editions, "published version"),
        counted(loser.aliases.count(), "alias", "aliases"),
    ]


def _form(kind, loser, data):
    class MergeForm(forms.Form):
        into = NameField(kind, _asked(kind), label=f"The {kind._meta.verbose_name} that stays")

        def clean_into(self):
            into = self.cleaned_data["into"]
            if not into:
                raise ValidationError("Say which one stays.")
            if into == loser:
                raise ValidationError("That is the same one. Choose the other.")
            return into

    return MergeForm(data)


def _asked(kind):
    """Where the admin's autocomplete finds names of ``kind``."""
    return ("storywriter", "writer") if kind is Writer else ("story", kind._meta.model_name)
