"""Of which story another is the translation: the form that asks it, and what the head says of a story's versions."""

from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.desk.fields import story_field
from articles.desk.moves.forms import ActForm
from articles.languages import english_name
from articles.models import Kind, Story

SAYS = {
    Kind.UPDATE: "was updated on",
    Kind.CORRECTION: "was corrected on",
    Kind.WITHDRAWAL: "was withdrawn on",
}


class TranslateForm(ActForm):
    of = story_field()

    def __init__(self, data=None, *, case, user, **kwargs):
        super().__init__(data, case=case, user=user, **kwargs)
        self.fields[
            "of"
        ].label = f"The story that this one, in {english_name(case.story.language)}, translates"
        self.fields["of"].rows = Story.objects.exclude(pk=case.story.pk).defer("body")

    def clean_of(self):
        if not self.cleaned_data["of"]:
            raise ValidationError("Say which story it translates: its number, or a word of its headline.")
        return self.cleaned_data["of"]


def said(story):
    return f"It is the translation of story {story.translation_of_id}. Readers are told once it is published."


def taken_back(story):
    return "It is no translation any more. Readers are told once it is published."


def versions(case):
    """The other versions of a story, each by its language, the original first."""
    return [
        {"story": row, "language": english_name(row.language), "is_original": row.translation_of_id is None}
        for row in case.versions
    ]


def flags(case):
    """What the story has to follow, the newest of each version: what became of that, when, and where to see it."""
    newest = {row.edition.story_id: row for row in case.flags}
    return [_flag(case, row.edition, row.revised, row.before) for row in newest.values()]


def _flag(case, edition, revised, before):
    is_original = edition.story_id == case.story.translation_of_id
    address = reverse("admin:articles_story_change", args=[edition.story_id])
    if edition.kind != Kind.WITHDRAWAL:
        address = reverse("admin:articles_story_revision", args=[edition.story_id, revised])
        address += f"?with={before}" if before else ""
    return {
        "which": "The original" if is_original else f"The {english_name(edition.language)} version",
        "says": SAYS[Kind(edition.kind)],
        "at": edition.live_from,
        "by": edition.made_by_name,
        "is_gone": edition.kind == Kind.WITHDRAWAL,
        "address": address,
    }
