"""The names that the newsroom knows, as pages: listed and searched, and how the desk spells one."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import spelling
from articles.desk.base import ReadOnlyAdmin, attempt, posted_from, refuse, tell
from articles.desk.fields import lead_to_error
from articles.desk.numbers import number
from articles.desk.words import joined
from articles.models import KnownName
from articles.names import LONGEST, Standing
from articles.rules import Refused
from articles.text.naming import key_of

ROWS = 50
BETWEEN = "|"
"""Between keys of names, which have no such sign."""
LIST = "admin:articles_knownname_changelist"
SHOWN = {
    "": "Right ones", Standing.PREFERRED: "Spelled by the desk", Standing.KNOWN: "From published stories",
    Standing.WRONG: "Wrong forms", Standing.FORGOTTEN: "Forgotten",
}  # fmt: skip


class AskForm(forms.Form):
    """What is looked for among the names."""

    q = forms.CharField(label="Name", required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *KnownName.Kind.choices])
    standing = forms.ChoiceField(label="Which", required=False, choices=SHOWN.items())

    def rows(self):
        """The names that are asked for; what is no question asks for all that are right."""
        self.full_clean()
        asked = getattr(self, "cleaned_data", {})
        held = KnownName.objects.order_by("key").select_related("meant")
        rows = held.filter(standing=asked["standing"]) if asked.get("standing") else held.spellings()
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if key := key_of(asked.get("q", "")):
            rows = rows.filter(key__contains=key)
        return rows


class NameForm(forms.Form):
    spelling = forms.CharField(
        label="We write", max_length=LONGEST, help_text="With its accents, hyphens and capitals."
    )
    kind = forms.ChoiceField(label="It is", choices=KnownName.Kind.choices, widget=forms.RadioSelect)
    wrong = forms.CharField(
        label="And never",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Wrong forms, one a line. Found without: what lacks an accent or a hyphen, and of a full name "
        "what is one slip away in a word of four letters or more, behind its initial.",
    )


@admin.register(KnownName)
class KnownNameAdmin(ReadOnlyAdmin):
    def get_urls(self):
        forget = self.admin_site.admin_view(self.forget_view)
        return [path("<row:pk>/forget/", forget, name="articles_knownname_forget"), *super().get_urls()]

    def has_add_permission(self, request):
        return self.may_change(request)

    def may_change(self, request):
        return request.user.has_perm("articles.change_knownname")

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = AskForm(request.GET)
        after = request.GET.get("after", "")[:LONGEST]
        found = list(form.rows().filter(key__gt=after).prefetch_related("wrong_forms")[: ROWS + 1])
        asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
        context = self.page(request, "Known names") | {
            "form": form,
            "rows": found[:ROWS],
            "more": urlencode(asked | {"after": found[ROWS - 1].key}) if len(found) > ROWS else "",
            "is_asked": bool(asked or after),
            "may_change": self.may_change(request),
        }
        return TemplateResponse(request, "admin/articles/knownname/names.html", context)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.may_change(request):
            raise PermissionDenied
        return self.written(request, None)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.may_change(request):
            raise PermissionDenied
        rows = KnownName.objects.select_related("meant")
        return self.written(request, get_object_or_404(rows, pk=number(object_id)))

    def written(self, request, row):
        """How a name is spelled, as a form; a wrong form leads to the name that is meant."""
        row = row.meant if row and row.meant else row
        wrong = row.wrong_forms.values_list("spelling", flat=True) if row else ()
        initial = (
            {"spelling": row.spelling, "kind": row.kind, "wrong": "\n".join(wrong)}
            if row
            else {"kind": "person"}
        )
        form = NameForm(request.POST or None, initial=initial)
        although = ""
        if request.method == "POST" and form.is_valid():
            try:
                if self._saved(request, row, form.cleaned_data):
                    return HttpResponseRedirect(reverse(LIST))
            except spelling.Published as published:
                refuse(request, f"{published} Nothing is saved yet: is that wrong all the same?")
                although = BETWEEN.join(published.keys)
        lead_to_error(form)
        context = self.page(request, row.spelling if row else "Spell a name") | {
            "form": form,
            "row": row,
            "although": although,
        }
        context["seen"] = request.POST.get("seen") or (spelling.seen(row) if row else "")
        return TemplateResponse(request, "admin/articles/knownname/form.html", context)

    def _saved(self, request, row, given):
        who = {"by": request.user, "now": timezone.now()}
        wrong, although = given["wrong"].splitlines(), request.POST.get("although", "").split(BETWEEN)
        if row and key_of(given["spelling"]) != row.key:
            wrong.append(row.spelling)  # it is called otherwise from now on
            although.append(row.key)
        try:
            with transaction.atomic():
                if row:
                    spelling.check_seen(row, request.POST.get("seen", ""))
                if row and row.standing == Standing.PREFERRED and key_of(given["spelling"]) != row.key:
                    spelling.forget(row, **who)
                named = {"kind": given["kind"], "wrong": wrong, "although": although}
                saved = spelling.prefer(given["spelling"], **named, keeps_wrong=row is None, **who)
        except spelling.Published:
            raise
        except Refused as refused:
            refuse(request, refused)
            return False
        never = [f"“{form.spelling}”" for form in saved.wrong_forms.order_by("key")]
        tell(request, f"We write “{saved.spelling}”{f', and never {joined(never)}' if never else ''}.")
        return True

    @posted_from("knownname_changelist", is_list=True)
    def forget_view(self, request, pk):
        row = get_object_or_404(KnownName, pk=pk)
        done = f"“{row.spelling}” is no name that we know."
        attempt(request, lambda: spelling.forget(row, by=request.user, now=timezone.now()), done)
        return HttpResponseRedirect(reverse(LIST))
