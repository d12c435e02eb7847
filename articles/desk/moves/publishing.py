"""The page on which a story is given to readers: now, at a time, until a time; and what is scheduled already."""

from datetime import timedelta

from django import forms

from articles.desk import moments
from articles.desk.moves.forms import ActForm, date_field, time_field
from articles.models import Kind

NOW, LATER = "now", "at"
KEEP, REPLACE = "keep", "replace"
AT_ONCE = timedelta(seconds=1)
"""Of two who publish together, the second's edition begins with the first's."""


class PublishForm(ActForm):
    fragment = "admin/articles/story/_publish.html"
    when = forms.ChoiceField(
        label="When", choices=[(NOW, "Now"), (LATER, "At a time")], widget=forms.RadioSelect
    )
    date = date_field()
    time = time_field()
    until_date = date_field(label="Until (date)")
    until_time = time_field(label="Until (time)")
    scheduled = forms.ChoiceField(
        label="What is scheduled already",
        choices=[
            (KEEP, "What comes earlier stays, and so does an end that it was given"),
            (REPLACE, "All of it is called back: this goes out instead"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None, *, case, user, initial=None, **kwargs):
        # Who comes by “Schedule…” and gives no time has not decided yet: that is no reason to publish at once.
        first = {"when": LATER, "scheduled": KEEP}
        if case.story.embargo_until and case.story.embargo_until > case.now:
            ends = case.story.embargo_until.astimezone(moments.here())
            first = first | {"date": ends.date(), "time": ends.time()}
        super().__init__(data, case=case, user=user, initial=first | (initial or {}), **kwargs)
        if not case.scheduled:
            del self.fields["scheduled"]

    def clean(self):
        cleaned = super().clean()
        zone, at = moments.here(), None
        if cleaned.get("when") == LATER:
            at = self.moment("date", "time", zone)
            if not at and not self.errors:
                self.add_error("date", "Give the date and the time at which it goes out.")
        until = self.moment(
            "until_date",
            "until_time",
            zone,
            after=at,
            too_early="The end must come after the beginning.",
        )
        return cleaned | {"at": at, "until": until}

    def given(self):
        cleaned = self.cleaned_data
        instead = cleaned.get("scheduled") == REPLACE
        return {"at": cleaned["at"], "until": cleaned["until"], "instead": instead}


def was_withdrawn(case):
    """Whether readers had it and lost it: no slip of the hand gives it back to them."""
    return bool(case.shown and case.shown.kind == Kind.WITHDRAWAL)


def told(edition):
    """What came of it, in a sentence."""
    what = edition.get_kind_display().lower()
    if edition.live_from - edition.made_at < AT_ONCE:
        return f"Published ({what}): readers see it now."
    ahead = moments.lasting((edition.live_from - edition.made_at).total_seconds())
    return f"Scheduled ({what}) for {moments.told(edition.live_from)}: in {ahead}."


def waiting(case):
    """What is scheduled, in order: what it is, its headline, when, and who did it."""
    return [
        {
            "what": "Taken down" if row.kind == Kind.WITHDRAWAL else row.get_kind_display(),
            "is_end": row.kind == Kind.WITHDRAWAL,
            "headline": row.headline,
            "at": row.live_from,
            "told": moments.told(row.live_from),
            "countdown": moments.countdown(row.live_from, case.now),
            "by": row.made_by_name,
            "revised": row.revised,
        }
        for row in case.scheduled
    ]


def last_of(case):
    """The number of the latest published version, scheduled or shown; 0 where there is none."""
    return case.editions[-1].number if case.editions else 0


def facts(case, user):
    """What the page shows beside the form."""
    zone = moments.here()
    stone = case.shown if was_withdrawn(case) else None
    return {
        "waiting": waiting(case),
        "stone": stone,
        "zone": zone.key,
        "zone_told": moments.zone_told(zone, case.now),
    }
