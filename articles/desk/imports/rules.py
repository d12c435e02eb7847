"""The rules made of lines: what one would do to files that are here, and carrying it out or taking it back."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.desk.base import ReadOnlyAdmin, attempt, refuse, tell
from articles.desk.imports.before_after import before_and_after
from articles.desk.imports.pages import posted_from
from articles.desk.numbers import number
from articles.desk.words import counted
from articles.importing.reading.alike import ROLES, Alike, proposed_start
from articles.importing.reading.rereading import text_of
from articles.importing.reviewing import ruling, sweeping
from articles.importing.reviewing.summing import add_up
from articles.models import ImportedFile, ImportRun, LineRule
from articles.rules import Refused
from articles.text import reading
from articles.text.keys import LONGEST_LINE_KEY, line_key
from articles.text.parsing import Role

ADDED_UP = 5_000
"""Files of a dry run, at most, whose figures are added up anew by themselves."""
COUNTED = ("after", "alike", "changed", "touched", "refused")


@admin.register(LineRule)
class LineRuleAdmin(ReadOnlyAdmin):
    list_display = ("name", "role", "line_shown", "collection_shown", "on_shown", "maker_shown", "made_at")
    list_filter = ("is_on",)
    search_fields = ("name", "example")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("alike/", wrap(self.alike_view), name="articles_linerule_alike"),
            path("make/", wrap(self.make_view), name="articles_linerule_make"),
            path("export/", wrap(self.export_view), name="articles_linerule_export"),
            path("<row:pk>/carry-out/", wrap(self.carry_out_view), name="articles_linerule_carry_out"),
            path("<row:pk>/switch/", wrap(self.switch_view), name="articles_linerule_switch"),
            path("<row:pk>/remove/", wrap(self.remove_view), name="articles_linerule_remove"),
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
        self._check(request, "view_linerule")
        rule = get_object_or_404(LineRule, pk=number(object_id))
        context = self._page(request, rule.name) | {
            "rule": rule,
            "run": _dry_run(request.GET),
            "going_on": {name: number(request.GET.get(name, "")) for name in COUNTED},
            "then": _then(request.GET),
            "goes_on": "after" in request.GET,
            "may_change": request.user.has_perm("articles.change_linerule"),
            "winning": ruling.winning_over(Alike(rule.key, rule.begins), Role(rule.role), rule.collection),
        }
        return TemplateResponse(request, "admin/articles/linerule/rule.html", context)

    def alike_view(self, request):
        """Which files have a line like one of a file, looked through part by part, and ten of them before and after."""
        self._check(request, "add_linerule")
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
            self._page(request, "All lines like this one")
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

    @posted_from("linerule_changelist")
    def make_view(self, request):
        self._check(request, "add_linerule")
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
        return _to(rule, after=0, **({"run": file.run_id} if file.is_dry else {}))

    @posted_from("linerule_change")
    def carry_out_view(self, request, pk):
        """One batch of the files that have such a line, read again by the rules as they stand."""
        self._check(request, "change_linerule")
        rule = get_object_or_404(LineRule, pk=pk)
        run = _dry_run(request.POST)
        rows = sweeping.held(rule.collection, run)
        sent = {name: number(request.POST.get(name, "")) for name in COUNTED}
        try:
            done = sweeping.sweep(rule, rows, after=sent["after"], by=request.user, now=timezone.now())
        except Refused as refused:
            refuse(request, refused)
            return _to(rule)
        so_far = {name: sent[name] + getattr(done, name) for name in COUNTED[1:]}
        if done.after:
            more = {"run": run.pk if run else "", "then": _then(request.POST)}
            return _to(
                rule, after=done.after, **so_far, **{name: value for name, value in more.items() if value}
            )
        tell(request, _told(rule, so_far))
        if run:
            _add_up(run)
        if _then(request.POST) and not rule.is_on:
            return self._remove(request, rule)
        return _to(rule, **({"run": run.pk} if run else {}))

    def remove_view(self, request, pk):
        """What deleting a rule means for the files that were read by it; by POST, done, now or after those."""
        self._check(request, "change_linerule")
        rule = get_object_or_404(LineRule, pk=pk)
        if request.method != "POST":
            context = self._page(request, "Delete a rule") | {"rule": rule}
            return TemplateResponse(request, "admin/articles/linerule/remove.html", context)
        if "files" not in request.POST:
            return self._remove(request, rule)
        ruling.switch(rule, is_on=False, by=request.user, now=timezone.now())
        return _to(rule, after=0, then="delete")

    def _remove(self, request, rule):
        ruling.remove(rule, by=request.user, now=timezone.now())
        tell(request, f"Deleted: {rule.name}")
        return HttpResponseRedirect(reverse("admin:articles_linerule_changelist"))

    @posted_from("linerule_change")
    def switch_view(self, request, pk):
        rule = get_object_or_404(LineRule, pk=pk)
        is_on = request.POST.get("is") == "on"
        done = (
            "Switched on: it holds from now on."
            if is_on
            else "Switched off: files that come are read without it."
        )
        attempt(request, lambda: ruling.switch(rule, is_on=is_on, by=request.user, now=timezone.now()), done)
        return _to(rule, **({"after": 0} if "files" in request.POST else {}))

    @posted_from("linerule_change")
    def rename_view(self, request, pk):
        rule, name = get_object_or_404(LineRule, pk=pk), request.POST.get("name", "")
        attempt(request, lambda: ruling.rename(rule, name, by=request.user, now=timezone.now()), "Renamed.")
        return _to(rule)

    def export_view(self, request):
        """The rules that are on, as ``import_stories --rules`` takes them."""
        self._check(request, "view_linerule")
        headers = {
            "Content-Disposition": 'attachment; filename="rules.json"',
            "Cache-Control": "private, no-store",
        }
        rules = ruling.dump(LineRule.objects.filter(is_on=True))
        return HttpResponse(rules, content_type="application/json", headers=headers)

    def _check(self, request, right):
        if not request.user.has_perm(f"articles.{right}"):
            raise PermissionDenied

    def _page(self, request, title):
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title}


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


def _then(sent):
    """What follows once all files are read again: a rule that is taken back for good is deleted."""
    return "delete" if sent.get("then") == "delete" else ""


def _dry_run(sent):
    return ImportRun.objects.filter(pk=number(sent.get("run", "")), is_dry=True).defer("summary").first()


def _add_up(run):
    """Let the page of a dry run say what its files say now, unless they are so many that it takes long."""
    if run.files.count() <= ADDED_UP:
        add_up(run)


def _examples(pks):
    rows = ImportedFile.objects.select_related("run", "original").defer("run__summary").in_bulk(pks)
    return [rows[pk] for pk in pks if pk in rows]


def _to(rule, **query):
    page = reverse("admin:articles_linerule_change", args=[rule.pk])
    return HttpResponseRedirect(f"{page}?{urlencode(query)}" if query else page)


def _told(rule, done):
    verb = "Carried out" if rule.is_on else "Taken back"
    such = f"{counted(done['alike'], 'file has', 'files have')} such a line"
    said = f"{verb}: {such}, {done['changed']:,} read otherwise now."
    if done["touched"]:
        said += (
            f" {counted(done['touched'], 'story', 'stories')} left alone, since people have worked on them."
        )
    if done["refused"]:
        said += (
            f" {counted(done['refused'], 'file')} left as they were, since no story would be left of them."
        )
    return said
