"""What readers report, as a queue: each with its passage in the text as it is now, and the way to a correction."""

from functools import partial

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import reports
from articles.desk.base import NOT_DONE, ReadOnlyAdmin, attempt, refuse, tell
from articles.desk.fields import numbered, story_field
from articles.desk.numbers import number
from articles.desk.showing import Row
from articles.desk.words import short_age
from articles.models import Kind, ReaderReport, Stage, Story
from articles.rules import Refused
from articles.text.marking import Range
from articles.text.places import passages, spoken_of

State = ReaderReport.State
ITS_FIX = {
    Stage.DRAFT: "A fix is with the writer",
    Stage.PROOFING: "A fix is with the proofreaders",
    Stage.PROOFREAD: "A fix is passed and waits to go out",
    Stage.SPIKED: "Its fix was put aside",
}
"""What is true of a report whose fix was sent, by the stage of its story: nobody was asked anything."""


class StateFilter(admin.SimpleListFilter):
    """Open unless something else is asked for: what is settled is looked up, not worked through."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*State.choices, ("all", "All")]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": "Open"}, *others]

    def queryset(self, request, queryset):
        if self.value() in State.values:
            return queryset.filter(state=self.value())
        return queryset if self.value() == "all" else queryset.open()


class ReportForm(forms.Form):
    story = story_field()
    quote = forms.CharField(
        label="The passage, as the reader has it",
        required=False,
        max_length=reports.QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    says = forms.CharField(
        label="What is wrong", max_length=reports.SAYS, widget=forms.Textarea(attrs={"rows": 4})
    )
    name = forms.CharField(label="Reader’s name", required=False, max_length=reports.NAME)
    email = forms.EmailField(
        label="Mail address", required=False, help_text="For an answer, if they want one."
    )

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["story"].label = "Story"
        self.fields["story"].required = True


class AnswerForm(forms.Form):
    state = forms.ChoiceField(label="What came of it", widget=forms.RadioSelect)
    answer = forms.CharField(
        label="What was found, or asked, and why",
        max_length=reports.ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For the desk. It stays on record.",
    )

    use_required_attribute = False

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(way.value, way.label) for way in ways]

    def clean(self):
        """The words of a correction, which the form comes with where there is one, say why nothing else was done."""
        cleaned = super().clean()
        usual = self.initial.get("answer", "").split()
        if usual and cleaned.get("state") != State.CORRECTED and cleaned.get("answer", "").split() == usual:
            self.add_error("answer", "That is what the correction says. Say why in your own words.")
        return cleaned


@admin.register(ReaderReport)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("says_shown", "state_shown", "story_shown", "from_shown", "age_shown", "handled_shown")
    list_display_links = None
    list_filter = (StateFilter,)
    search_fields = ("says", "quote", "name")
    search_help_text = "What is reported, the passage, or the reader’s name."
    sortable_by = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("story").defer("story__body", "answer")

    def changelist_view(self, request, extra_context=None):
        reports.settle_shown(now=timezone.now())
        return super().changelist_view(request, extra_context)

    def get_ordering(self, request):
        """New ones first, then those that wait for an answer; of each the oldest first."""
        rank = Case(
            When(state=State.NEW, then=Value(0)),
            When(state=State.ASKED, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return [rank, "made_at", "pk"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.answer_view)
        return [path("<row:pk>/answer/", view, name="articles_readerreport_answer"), *super().get_urls()]

    def has_add_permission(self, request):
        return request.user.has_perm("articles.add_readerreport")

    def add_view(self, request, form_url="", extra_context=None):
        """What came by telephone or by mail, taken down for the reader."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = number(request.GET.get("story", "")) if request.user.has_perm("articles.view_story") else 0
        story = Story.objects.filter(pk=asked).first()
        form = ReportForm(request.POST or None, initial={"story": numbered(story)})
        if request.method == "POST" and form.is_valid():
            now = timezone.now()
            try:
                report = reports.take(**form.cleaned_data, now=now, taken_by=request.user)
            except Refused as refused:
                refuse(request, refused)
            else:
                tell(request, "Taken in. It waits in the queue.")
                return HttpResponseRedirect(_address(report))
        context = self.page(request, "A reader reports") | {"form": form}
        return TemplateResponse(request, "admin/articles/readerreport/add.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._page(request, self._report(request, object_id))

    def answer_view(self, request, pk):
        report = self._report(request, pk)
        if request.method != "POST":
            refuse(request, NOT_DONE)
            return HttpResponseRedirect(_address(report))
        form = AnswerForm(
            request.POST, ways=reports.WAYS[State(report.state)], initial=_usual(_correction(report))
        )
        if not form.is_valid():
            return self._page(request, report, form)
        answered = partial(reports.answer, report, **form.cleaned_data, by=request.user, now=timezone.now())
        attempt(request, answered, "Your answer is on record.")
        return HttpResponseRedirect(_address(report))

    def _report(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        reports.settle_shown(now=timezone.now())
        rows = ReaderReport.objects.select_related("story", "edition").annotate(
            revised=F("edition__revision__number")
        )
        return get_object_or_404(rows, pk=number(pk))

    def _page(self, request, report, form=None):
        now = timezone.now()
        live = report.story.editions.live(now).first()
        rows = _passages(report, live) if live else []
        ways, correction = reports.WAYS[State(report.state)], _correction(report)
        context = {
            **self.page(request, f"Report {report.pk}"),
            "report": report,
            "state": _state(report),
            "fix_waits": report.state == State.ASKED and report.fix,
            "story": report.story,
            "live": live,
            "rows": rows,
            "is_found": any(row.said for row in rows),
            "correction": correction,
            "form": (form or AnswerForm(ways=ways, initial=_usual(correction))) if ways else None,
            "answers": request.user.has_perm("articles.answer_report"),
            "fix": _way_to_the_fix(report) if live else "",
            "now": now,
        }
        return TemplateResponse(request, "admin/articles/readerreport/report.html", context)

    @admin.display(description="what is reported")
    def says_shown(self, report):
        return format_html('<a href="{}">{}</a>', _address(report), _short(report.says, 140))

    @admin.display(description="state")
    def state_shown(self, report):
        return format_html('<span class="mark report-{}">{}</span>', report.state, _state(report))

    @admin.display(description="story")
    def story_shown(self, report):
        address = reverse("admin:articles_story_change", args=[report.story_id])
        return format_html('<a href="{}" lang="{}">{}</a>', address, report.story.language, report.story)

    @admin.display(description="from")
    def from_shown(self, report):
        return report.name or "A reader"

    @admin.display(description="age")
    def age_shown(self, report):
        return short_age(report.made_at, timezone.now())

    @admin.display(description="handled by")
    def handled_shown(self, report):
        return report.handled_by_name or None


def _state(report):
    if report.state == State.ASKED and report.fix:
        return ITS_FIX[report.story.stage]
    return report.get_state_display()


def _correction(report):
    """The last one that was made of its story since it came, as long as nothing came of it."""
    made = report.story.editions.filter(kind=Kind.CORRECTION, made_at__gte=report.made_at)
    return made.order_by("-number").first() if report.state in (State.NEW, State.ASKED) else None


def _usual(correction):
    """What the form to answer a report comes with, where a correction was made since."""
    return {"state": State.CORRECTED.value, "answer": correction.correction} if correction else {}


def _passages(report, live):
    """The text that readers see, the words of the report marked in it."""
    text = live.text()
    rows = {(passage.field, passage.block): Row(passage) for passage in passages(text)}
    for place in spoken_of(report.quote, [row.passage for row in rows.values()]):
        rows[place.field, place.block].said.append((Range(place.start, place.end, "report"), None))
    return list(rows.values())


def _way_to_the_fix(report):
    try:
        address = reverse("admin:articles_story_fix", args=[report.story_id])
    except NoReverseMatch:
        address = reverse("admin:articles_story_change", args=[report.story_id])
    return f"{address}?report={report.pk}"


def _address(report):
    return reverse("admin:articles_readerreport_change", args=[report.pk])


def _short(text, most):
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
