"""The pages on which the front page is arranged: the draft, its preview, its moment, and what there was."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import arranging
from articles.desk import moments
from articles.desk.base import NOT_DONE, ReadOnlyAdmin, attempt, refuse, tell
from articles.desk.front import history, picking, showing, steps
from articles.desk.front.draft import Draft, place_of, read
from articles.desk.front.telling import differences
from articles.desk.moves.forms import date_field, time_field
from articles.desk.numbers import number
from articles.desk.preview import secluded
from articles.layouts import Layout, layout_at, layouts_of
from articles.models import Arrangement, Topic
from articles.rules import Refused
from articles.site.front import fill, front_page
from articles.site.teasers import recent_sections

NOW, LATER = "now", "at"


class MomentForm(forms.Form):
    """A moment to come, in the zone of the site; ``at`` is None where it is to be now."""

    date = date_field(label="Date")
    time = time_field(label="Time")

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            cleaned["at"] = self._moment(cleaned["date"], cleaned["time"])
        return cleaned

    def _moment(self, day, clock):
        if not day or clock is None:
            return self.add_error("date" if not day else "time", "Give the date and the time.")
        try:
            moments.check_year(day)
            at = moments.moment(day, clock, moments.here())
        except ValidationError as wrong:
            return self.add_error("time", wrong)
        return at if at > self.now else self.add_error("time", "That is in the past.")


class WhenForm(MomentForm):
    when = forms.ChoiceField(
        label="When", choices=[(NOW, "Now"), (LATER, "At a time")], widget=forms.RadioSelect, initial=NOW
    )
    field_order = ("when", "date", "time")

    def _moment(self, day, clock):
        return super()._moment(day, clock) if self.cleaned_data.get("when") == LATER else None


@admin.register(Arrangement)
class FrontPageAdmin(ReadOnlyAdmin):
    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="articles_arrangement_changelist"),
            path("until/", wrap(self.until_view), name="articles_arrangement_until"),
            path("preview/", wrap(self.preview_view), name="articles_arrangement_preview"),
            path("decide/", wrap(self.decide_view), name="articles_arrangement_decide"),
            path("history/", wrap(self.history_view), name="articles_arrangement_history"),
            path("<row:pk>/call-back/", wrap(self.call_back_view), name="articles_arrangement_call_back"),
        ]

    def changelist_view(self, request, extra_context=None):
        """The draft. A step leads to the address of what it made."""
        self._editors_only(request)
        now = timezone.now()
        draft = self._draft(request.GET, now)
        if "do" in request.GET:
            shown = [] if draft.layout.sections else showing.page_of(draft.layout, now).topics
            draft, where = steps.take(draft, request.GET["do"], shown)
            return HttpResponseRedirect(_address(draft, where))
        page = showing.page_of(draft.layout, now)
        current, in_force = layout_at(now), Arrangement.objects.current(now).first()
        target = place_of(request.GET.get("slot", "lead")) or place_of("lead")
        asked = request.GET.get("q", "")
        found, looked_through = picking.pick(asked, before=request.GET.get("before", ""), now=now)
        context = {
            **self.page(request, "Front page"),
            "draft": draft,
            "shown": page,
            "is_changed": draft.layout != current,
            "target": next((row for row in _rows(page) if row.place == target), page.top[0]),
            "asked": asked,
            "found": found,
            "looked_through": looked_through,
            "stands": {row.edition.story_id for row in _rows(page) if row.edition},
            "others": [topic for topic in Topic.objects.all() if topic not in page.topics],
            "in_force": in_force,
            "since": moments.countdown(in_force.live_from, now) if in_force else "",
            "waiting": history.waiting(now),
            "form": WhenForm(now=now),
            "zone": moments.here().key,
            "zone_told": moments.zone_told(moments.here(), now),
            "now": now,
        }
        return TemplateResponse(request, "admin/articles/arrangement/arrange.html", context)

    def until_view(self, request):
        """Until when a pin keeps its place: asked by a form of its own, and taken into the draft."""
        self._editors_only(request)
        now = timezone.now()
        draft, place = self._draft(request.GET, now), place_of(request.GET.get("slot", ""))
        if place not in draft.layout.pins:
            return HttpResponseRedirect(_address(draft))
        form = MomentForm(request.GET if "date" in request.GET else None, now=now)
        if form.is_bound and form.is_valid():
            ended = draft.end(place, form.cleaned_data["at"])
            return HttpResponseRedirect(_address(ended, f"place-{request.GET['slot']}"))
        pin = draft.layout.pins[place]
        context = {
            **self.page(request, "Until when?"),
            "draft": draft,
            "slot": request.GET["slot"],
            "named": showing.names_of([pin.story], now).get(pin.story),
            "form": form,
            "zone": moments.here().key,
            "zone_told": moments.zone_told(moments.here(), now),
            "back": _address(draft),
        }
        return TemplateResponse(request, "admin/articles/arrangement/until.html", context)

    def preview_view(self, request):
        """The page that readers would see: of the draft, now or at ``at``, in seconds since 1970."""
        self._editors_only(request)
        now = timezone.now()
        draft, at = self._draft(request.GET, now), max(history.moment(request.GET.get("at", "")) or now, now)
        sections = recent_sections(at)
        filled = fill(draft.layout, sections, at, is_preview=True)
        for edition in filled.editions():
            if edition.live_from > now:  # readers cannot have its pictures yet
                for row in edition.lead_pictures:
                    row.address = reverse("admin:articles_picture_preview", args=[row.picture_id])
        response = front_page(
            request,
            filled,
            sections,
            now=at,
            template="admin/articles/arrangement/preview.html",
            back=_address(draft),
            at=at if at > now else None,
            is_current=at == now and draft.layout == layout_at(now),
        )
        return secluded(response)

    def decide_view(self, request):
        """Ask, with all that changes told; then do it. What readers see now is never changed by one button alone."""
        self._editors_only(request)
        now, is_posted = timezone.now(), request.method == "POST"
        sent = request.POST if is_posted else request.GET
        draft = read(sent)
        if draft is None:
            refuse(request, "The page did not say how the front page shall stand. Arrange it, then go on.")
            return HttpResponseRedirect(_address())
        form = WhenForm(sent, now=now)
        if form.is_valid() and is_posted:
            at = form.cleaned_data["at"]
            try:
                arranging.arrange(draft.layout, base=draft.base, by=request.user, now=now, at=at)
            except Refused as refused:
                refuse(request, refused)
            else:
                tell(request, f"Scheduled for {moments.told(at)}." if at else "Readers see it now.")
                return HttpResponseRedirect(_address())
        at = form.cleaned_data.get("at") if form.is_valid() else None
        context = {
            **self.page(request, "Change the front page?"),
            "draft": draft,
            "form": form,
            "at": at,
            "at_told": moments.told(at) if at else "",
            "seconds": int(at.timestamp()) if at else "",
            "changes": _changes(layout_at(at or now), draft.layout.standing(at or now), now),
            "back": _address(draft),
            "zone": moments.here().key,
            "zone_told": moments.zone_told(moments.here(), now),
        }
        return TemplateResponse(request, "admin/articles/arrangement/decide.html", context)

    def history_view(self, request):
        self._editors_only(request)
        found = history.page_of(before=number(request.GET.get("before", "")), now=timezone.now())
        context = self.page(request, "Earlier front pages") | found
        return TemplateResponse(request, "admin/articles/arrangement/history.html", context)

    def call_back_view(self, request, pk):
        self._editors_only(request)
        row, now = get_object_or_404(Arrangement, pk=pk), timezone.now()
        if request.method != "POST":
            refuse(request, NOT_DONE)
        else:
            attempt(
                request,
                lambda: arranging.call_back(row, by=request.user, now=now),
                "Called back: what stands before it stays until the next change.",
            )
        return HttpResponseRedirect(_address())

    def _editors_only(self, request):
        if not request.user.is_active or not request.user.has_perm(f"articles.{arranging.RIGHT}"):
            raise PermissionDenied

    def _draft(self, sent, now):
        """The draft that an address spells, or else begins; pins that have ended are none of it."""
        return (read(sent) or self._begun(sent, now)).standing(now)

    def _begun(self, sent, now):
        """From the arrangement that ``from`` numbers, or from what readers see now."""
        latest = Arrangement.objects.first()
        base = latest.number if latest else 0
        if wanted := Arrangement.objects.filter(number=number(sent.get("from", ""))).first():
            return Draft(layouts_of([wanted])[wanted.pk], base)
        return Draft(Layout() if sent.get("from") == "0" else layout_at(now), base)


def _rows(page):
    return [*page.top, *(row for section in page.sections for row in section.rows)]


def _changes(old, new, now):
    stories = {*old.pinned.values(), *new.pinned.values()}
    topics = {topic.pk: topic for layout in (old, new) for topic in layout.sections}
    return differences(old, new, showing.names_of(list(stories), now), topics)


def _address(draft=None, where=""):
    address = reverse("admin:articles_arrangement_changelist")
    query = urlencode(draft.fields()) if draft else ""
    return address + (f"?{query}" if query else "") + (f"#{where}" if where else "")
