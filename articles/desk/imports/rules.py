"""The rules made of lines: what one would do to files that are here, and carrying it out or taking it back."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import ReadOnlyAdmin, attempt, posted_from, refuse, tell
from articles.desk.imports.before_after import before_and_after
from articles.desk.imports.piecewise import going_on
from articles.desk.imports.sweeps import WORK, SweepPages, begin, dry_run, to_rule
from articles.desk.numbers import number
from articles.importing.reading.alike import ROLES, Alike, proposed_start
from articles.importing.reading.rereading import text_of
from articles.importing.reviewing import ruling, sweeping
from articles.models import ImportedFile, LineRule
from articles.rules import Refused
from articles.text import reading
from articles.text.keys import LONGEST_LINE_KEY, line_key
from articles.text.parsing import Role


@admin.register(LineRule)
class LineRuleAdmin(SweepPages, ReadOnlyAdmin):
    list_display = ("name", "role", "line_shown", "collection_shown", "on_shown", "maker_shown", "made_at")
    list_filter = ("is_on",)
    search_fields = ("name", "example")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("alike/", wrap(self.alike_view), name="articles_linerule_alike"),
            path("make/", wrap(self.make_view), name="articles_linerule_make"),
            path("export/", wrap(self.export_view), name="articles_linerule_export"),
            path("<row:pk>/rename/", wrap(self.rename_view), name="articles_linerule_rename"),
            *super().get_urls(),
        ]

    @admin.display(description="line", ordering="example")
    def line_shown(self, rule):
        return f"{rule.example} …" if rule.begins else rule.example

    @admin.display(description="files of", ordering="collection")
    def collection_shown(self, rule):
        return rule.collection or "every collection"

    @admin.display(description="on", ordering="is_on", boolean=True)
    def on_shown(self, rule):
        return rule.is_on

    @admin.display(description="made by", ordering="made_by_name")
    def maker_shown(self, rule):
        return rule.made_by_name

    def change_view(self, request, object_id, form_url="", extra_context=None):
        self.check_may(request, "view_linerule")
        rule = get_object_or_404(LineRule, pk=number(object_id))
        goes_on = going_on(request, WORK, rule.pk)
        context = self.page(request, rule.name) | {
            "rule": rule,
            "run": dry_run((goes_on or request.GET).get("run", "")),
            "goes_on": goes_on,
            "may_change": request.user.has_perm("articles.change_linerule"),
            "winning": ruling.winning_over(Alike(rule.key, rule.begins), Role(rule.role), rule.collection),
        }
        return TemplateResponse(request, "admin/articles/linerule/rule.html", context)

    def alike_view(self, request):
        """Which files have a line like one of a file, looked through part by part, and ten of them before and after."""
        self.check_may(request, "add_linerule")
        file, line, role, collection = _meant(request.GET)
        start, words, alike = _such(request.GET, line)
        run = file.run if file.is_dry else None
        so_far = {name: number(request.GET.get(name, "")) for name in ("after", "alike", "touched")}
        examples = [number(pk) for pk in request.GET.get("examples", "").split(",")][: sweeping.EXAMPLES]
        found = sweeping.find(alike, sweeping.held(collection, run), after=so_far["after"])
        told = {
            "alike": so_far["alike"] + found.alike,
            "touched": so_far["touched"] + found.touched,
            "examples": [pk for pk in (*examples, *found.examples) if pk][: sweeping.EXAMPLES],
        }
        asked = {
            "file": file.pk,
            "line": request.GET.get("line", ""),
            "role": role.value,
            "all": "" if collection else "yes",
        } | ({"start": words} if alike.begins else {})
        more = told | {"after": found.after, "examples": ",".join(map(str, told["examples"]))}
        rows = [] if found.after else _examples(told["examples"])
        context = (
            self.page(request, "All lines like this one")
            | told
            | {
                "file": file,
                "line": line.strip(),
                "words": words,
                "begins": alike.begins,
                "start": start or proposed_start(line),
                "begins_otherwise": bool(start) and not alike.begins,
                "whole_line": f"?{urlencode({name: asked[name] for name in ('file', 'line', 'role', 'all')})}",
                "number": asked["line"],
                "role": role,
                "collection": collection,
                "is_whole": found.after is None,
                "to_read": told["alike"] - told["touched"],
                "go_on": f"?{urlencode(asked | more)}",
                "other_scope": f"?{urlencode(asked | {'all': 'yes' if collection else ''})}",
                "shown": [before_and_after(row, alike, role, now=timezone.now()) for row in rows],
                "name": ruling.proposed_name(words, role, alike.begins),
                "winning": ruling.winning_over(alike, role, collection),
                "asked": asked,
            }
        )
        return TemplateResponse(request, "admin/articles/linerule/alike.html", context)

    @posted_from("linerule_changelist", is_list=True)
    def make_view(self, request):
        self.check_may(request, "add_linerule")
        file, line, role, collection = _meant(request.POST)
        start, words, alike = _such(request.POST, line)
        try:
            if start and not alike.begins:
                raise Refused(f"That line does not begin with “{start}”.")
            rule = ruling.make(
                name=request.POST.get("name", ""),
                example=words,
                role=role,
                collection=collection,
                by=request.user,
                now=timezone.now(),
                begins=alike.begins,
            )
        except Refused as refused:
            refuse(request, refused)
            names = ("file", "line", "role", "all", "start")
            query = urlencode({name: request.POST.get(name, "") for name in names})
            return HttpResponseRedirect(f"{reverse('admin:articles_linerule_alike')}?{query}")
        tell(request, "The rule is made: it holds for every file that comes from now on.")
        return begin(request, rule, run=file.run_id if file.is_dry else None)

    @posted_from("linerule_change")
    def rename_view(self, request, pk):
        rule, name = get_object_or_404(LineRule, pk=pk), request.POST.get("name", "")
        attempt(request, lambda: ruling.rename(rule, name, by=request.user, now=timezone.now()), "Renamed.")
        return to_rule(rule)

    def export_view(self, request):
        """The rules that are on, as ``import_stories --rules`` takes them."""
        self.check_may(request, "view_linerule")
        headers = {
            "Content-Disposition": 'attachment; filename="rules.json"',
            "Cache-Control": "private, no-store",
        }
        rules = ruling.dump(LineRule.objects.filter(is_on=True))
        return HttpResponse(rules, content_type="application/json", headers=headers)

    def check_may(self, request, right):
        if not request.user.has_perm(f"articles.{right}"):
            raise PermissionDenied


def _meant(sent):
    """The file, the words of the line, the role and the collection that an address or a form names; 404 else."""
    rows = ImportedFile.objects.select_related("run", "original").defer("run__summary")
    file = get_object_or_404(rows, pk=number(sent.get("file", "")))
    lines = reading.split_lines(text_of(file) or "")
    place, role = number(sent.get("line", "")), sent.get("role", "")
    if not 0 < place <= len(lines) or not line_key(lines[place - 1]) or role not in ROLES:
        raise Http404("The address names no line of this file, or no role for it.")
    return file, lines[place - 1], Role(role), "" if sent.get("all") else file.collection


def _such(sent, line):
    """How lines are to begin, where somebody says so, the words of a rule about such lines, and which those are.

    Where the line itself begins otherwise, all of its words are meant.
    """
    start = " ".join(sent.get("start", "").split())[:LONGEST_LINE_KEY]
    alike = Alike(line_key(start), begins=True) if line_key(start) else None
    if alike and alike.has(line):
        return start, start, alike
    return start, line, Alike(line_key(line))


def _examples(pks):
    rows = ImportedFile.objects.select_related("run", "original").defer("run__summary").in_bulk(pks)
    return [rows[pk] for pk in pks if pk in rows]
