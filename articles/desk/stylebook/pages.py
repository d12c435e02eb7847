"""The pages of the style book: all entries, one entry, a rule as a form; and the acts on rules."""

from itertools import zip_longest

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import names, stylebook, styling
from articles.desk.base import NOT_DONE, ReadOnlyAdmin, attempt, refuse, tell
from articles.desk.fields import lead_to_error
from articles.desk.numbers import number
from articles.desk.stylebook.book import entries, entry_of, grouped
from articles.desk.stylebook.exceptions import ExceptionPages, entry_address, listed, may_take_back, standing
from articles.desk.stylebook.forms import AskForm, RuleForm, SentenceForm
from articles.desk.stylebook.sentences import tried
from articles.desk.stylebook.trials import TrialPages
from articles.desk.words import joined
from articles.models import StyleRule
from articles.rules import Refused
from articles.text import style

ROWS = 50
ACTS = {
    "live": ("go_live", "It is live: whoever proofreads is told of it from now on."),
    "retire": ("retire", "It is retired: nothing is found by it any more."),
    "reopen": ("reopen", "It is a draft again, to be tried."),
}
"""Of each act on a rule the function of ``styling``, and what is said of it."""
OUT_OF_FORCE = (
    "Saved. The rule is being tried again, and is not in force until somebody puts it in force: nothing is found by it "
    "meanwhile."
)


@admin.register(StyleRule)
class StyleBookAdmin(TrialPages, ExceptionPages, ReadOnlyAdmin):
    def get_urls(self):
        wrap = self.admin_site.admin_view
        name = "articles_stylerule_{}".format
        return [
            path("house/<slug:code>/", wrap(self.entry_view), name=name("entry")),
            path("<row:pk>/act/<slug:act>/", wrap(self.act_view), name=name("act")),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        return request.user.has_perm("articles.add_stylerule")

    def may_change(self, request):
        return request.user.has_perm("articles.change_stylerule")

    def check_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied

    def changelist_view(self, request, extra_context=None):
        """The whole book, or what is asked for of it."""
        self.check_view(request)
        form = AskForm(request.GET)
        found = form.sieved(entries())
        context = self.page(request, "Style book") | {
            "form": form,
            "groups": grouped(found),
            "count": len(found),
            "is_asked": any(request.GET.get(name) for name in form.fields),
            "version": stylebook.version(),
            "exceptions": standing().count(),
            "may_add": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/articles/stylerule/book.html", context)

    def entry_view(self, request, code):
        """One entry: what it finds and why, what came of it, its exceptions and its history."""
        self.check_view(request)
        if (entry := entry_of(code)) is None:
            raise Http404
        rule = entry.rule
        checks = [style.made(stylebook.rule_of(rule))] if rule else built_in(code)
        form = SentenceForm(request.GET if "sentence" in request.GET else None)
        is_tried = form.is_bound and form.is_valid()
        context = self.page(request, entry.name) | {
            "entry": entry,
            "rule": rule,
            "form": form,
            "tried": tried(checks, form.cleaned_data["sentence"]) if is_tried else None,
            "may_change": self.may_change(request),
            "may_take_back": may_take_back(request),
            **listed(standing().filter(code=code), number(request.GET.get("before", ""))),
            **(_history(rule, number(request.GET.get("earlier", ""))) if rule else {}),
        }
        return TemplateResponse(request, "admin/articles/stylerule/entry.html", context)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return self.written(request, None)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A rule to be changed; for who may not, its entry."""
        self.check_view(request)
        rule = get_object_or_404(StyleRule, pk=number(object_id))
        return self.written(request, rule) if self.may_change(request) else to_entry(rule)

    def written(self, request, rule):
        """The form of a rule, ``rule`` None for a new one: tried on a sentence, or saved."""
        initial = {name: getattr(rule or StyleRule(), name) for name in styling.FIELDS}
        form = RuleForm(request.POST or None, is_new=rule is None, initial=initial)
        base = number(request.POST.get("base", rule.version if rule else ""))
        is_valid = request.method == "POST" and form.is_valid()
        if is_valid and "try" not in request.POST and (saved := self._save(request, rule, form, base)):
            return (
                self.tried_more(request, saved) if saved.state == StyleRule.State.DRAFT else to_entry(saved)
            )
        lead_to_error(form)
        context = self.page(request, "Change it" if rule else "A rule of our own") | {
            "form": form,
            "rule": rule,
            "base": base,
            "tried": tried([form.check], form.cleaned_data["sentence"]) if is_valid and form.check else None,
            "is_tried": is_valid and "try" in request.POST,
        }
        return TemplateResponse(request, "admin/articles/stylerule/form.html", context)

    def _save(self, request, rule, form, base):
        was_live = rule is not None and rule.state == StyleRule.State.LIVE
        given, who = form.cleaned_data, {"by": request.user, "now": timezone.now()}
        try:
            if rule is None:
                saved = styling.make(given, **who)
            else:
                saved = styling.change(rule, given, base=base, note=given["note"], **who)
        except Refused as refused:
            form.add_error(None, str(refused))
            return None
        is_out = was_live and saved.state == StyleRule.State.DRAFT
        tell(request, OUT_OF_FORCE if is_out else "Saved.")
        return saved

    def act_view(self, request, pk, act):
        """A rule put in force, out of it, or taken up again."""
        self.check_view(request)
        if act not in ACTS:
            raise Http404
        rule = get_object_or_404(StyleRule, pk=pk)
        if request.method != "POST":
            refuse(request, NOT_DONE)
            return to_entry(rule)
        name, said = ACTS[act]
        base, note = number(request.POST.get("base", "")), request.POST.get("note", "").strip()
        named = {"note": note} if act == "retire" else {}

        def done():
            getattr(styling, name)(rule, base=base, by=request.user, now=timezone.now(), **named)

        attempt(request, done, said)
        return to_entry(rule)


def built_in(code):
    return [check for check in (*style.CHECKS, names.check()) if check.code == code]


def to_entry(rule):
    return HttpResponseRedirect(entry_address(rule.code))


def _history(rule, earlier):
    rows = rule.versions.select_related("section")
    rows = rows.filter(number__lt=earlier) if earlier else rows
    found = list(rows.order_by("-number")[: ROWS + 1])
    older = found[ROWS - 1].number if len(found) > ROWS else None
    told = [(row, _changed(row, before)) for row, before in zip_longest(found[:ROWS], found[1 : ROWS + 1])]
    return {"versions": told, "earlier_versions": older}


def _changed(row, before):
    """What a version changed, in words of the form; of the first nothing."""
    if before is None:
        return ""
    names = [name for name in styling.FIELDS if getattr(row, name) != getattr(before, name)]
    return joined(f"“{RuleForm.base_fields[name].label}”" for name in names)
