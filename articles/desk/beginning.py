"""Beginning a translation from the page of its original: one question, in which language."""

from collections import Counter

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import drafting
from articles.desk.base import refuse, tell
from articles.desk.fields import LanguageField
from articles.languages import english_name
from articles.models import Story
from articles.rules import Case, Refused

OFFERED = 20
"""Languages to choose from, those that the newsroom wrote most in of late first. Any other may be typed."""
LATE = 1000
"""Stories by which that is known."""


class BeginForm(forms.Form):
    language = LanguageField(list="languages", autocomplete="off")

    use_required_attribute = False


def begin(admin, request, story):
    if not request.user.has_perm("articles.add_story"):
        raise PermissionDenied
    languages = _missing(Case(story, timezone.now()))
    first = {"language": languages[0][0] if languages else ""}
    form = BeginForm(request.POST or None, initial=first)
    form.fields["language"].help_text = "The tag of the language that it is translated into: en, de, zh-Hant."
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.begin_translation(
                story, language=form.cleaned_data["language"], by=request.user, now=timezone.now()
            )
        except Refused as refused:
            refuse(request, refused)
        else:
            tell(request, f"The {english_name(made.language)} version is begun: a draft, without words yet.")
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[made.pk]))
    context = admin.page(request, "Begin a translation") | {
        "subtitle": str(story),
        "story": story,
        "form": form,
        "languages": languages,
    }
    return TemplateResponse(request, "admin/articles/story/begin.html", context)


def _missing(case):
    """The languages that the newsroom writes in and in which there is no version, by tag and name."""
    taken = {case.story.language.lower(), *(row.language.lower() for row in case.versions)}
    used = Counter(Story.objects.order_by("-pk").values_list("language", flat=True)[:LATE])
    tags = [tag for tag, _ in used.most_common() if tag.lower() not in taken]
    return [(tag, english_name(tag)) for tag in tags[:OFFERED]]
