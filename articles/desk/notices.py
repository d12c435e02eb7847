"""What people are told: a bell in the desk's head and a page of notices; for editors, what could not be sent."""

from datetime import UTC

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from articles import outbox
from articles.desk.base import refuse, tell
from articles.desk.numbers import number
from articles.models import Effect, Notice
from articles.rules import Refused

PAGE = 50
MOST = 100
"""The bell counts no further, and the page of failures shows no more."""
ACTS = {
    "retry": (outbox.retry, "It is tried again when the outbox is next emptied."),
    "drop": (outbox.drop, "Dropped: it is not tried again."),
}


def urls(site):
    """The addresses of this module, for the desk's own."""
    pages = {
        "notices/": (notices, "articles_notices"),
        "notices/read/": (read_all, "articles_notices_read"),
        "notices/<row:pk>/": (follow, "articles_notice"),
        "notices/<row:pk>/read/": (read, "articles_notice_read"),
        "failures/": (failures, "articles_failures"),
        "failures/<row:pk>/<slug:act>/": (decide, "articles_failure"),
    }
    return [path(route, site.admin_view(view), name=name) for route, (view, name) in pages.items()]


def of_the_desk(request):
    return request.user.is_active and request.user.has_perm("articles.view_story")


def bell(request):
    """What counts the notices that wait for who is logged in; None for who is not of the desk."""
    if not of_the_desk(request):
        return None
    return Notice.objects.unread(request.user, timezone.now())[:MOST].count


def notices(request):
    """Those not read yet, then the others; both the latest first, in pages found by key."""
    if not of_the_desk(request):
        raise PermissionDenied
    now, mine = timezone.now(), Notice.objects.filter(to=request.user)
    earlier, older = (number(request.GET.get(name, "")) for name in ("earlier", "older"))
    unread, more_unread = ([], None) if earlier else _page(mine.unread(request.user, now), older, mine)
    read, more_read = ([], None) if older else _page(mine.exclude(read_at=None), earlier, mine)
    context = {
        **admin.site.each_context(request),
        "title": "Notices",
        "unread": unread,
        "older": more_unread,
        "read": read,
        "earlier": more_read,
        "is_first": not (earlier or older),
        "now": now,
    }
    return TemplateResponse(request, "admin/articles/notices.html", context)


def _page(rows, after, known):
    """Rows after the notice of that number, and the number after which the next page begins."""
    if after and (last := known.filter(pk=after).first()):
        rows = rows.filter(Q(due_at__lt=last.due_at) | Q(due_at=last.due_at, pk__lt=last.pk))
    found = list(rows.order_by("-due_at", "-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


@require_GET
def follow(request, pk):
    """Where a notice leads. To go there is to have read it."""
    notice = _mine(request, pk)
    _mark(Notice.objects.filter(pk=notice.pk))
    if url_has_allowed_host_and_scheme(notice.address, allowed_hosts=None):
        return HttpResponseRedirect(notice.address)
    if notice.story_id:
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[notice.story_id]))
    return HttpResponseRedirect(reverse("admin:articles_notices"))


@require_POST
def read(request, pk):
    _mark(Notice.objects.filter(pk=_mine(request, pk).pk))
    return HttpResponseRedirect(reverse("admin:articles_notices"))


@require_POST
def read_all(request):
    """All that stood there when the page was made, and nothing that came since."""
    shown_at = _moment(request.POST.get("shown_at", ""))
    if shown_at:
        _mark(Notice.objects.unread(request.user, min(shown_at, timezone.now())))
    else:
        refuse(request, "Nothing was marked: the page did not say what it showed. Try again.")
    return HttpResponseRedirect(reverse("admin:articles_notices"))


def failures(request):
    """What could not be sent, for those who decide on it."""
    _editors_only(request)
    effects = outbox.failing(MOST)
    context = {
        **admin.site.each_context(request),
        "title": "What could not be sent",
        "effects": effects,
        "now": timezone.now(),
        "is_cut": len(effects) == MOST,
        "most": MOST,
    }
    return TemplateResponse(request, "admin/articles/failures.html", context)


@require_POST
def decide(request, pk, act):
    _editors_only(request)
    if act not in ACTS:
        raise Http404(f"There is no act called {act}.")
    run, done = ACTS[act]
    try:
        run(get_object_or_404(Effect, pk=pk), by=request.user, now=timezone.now())
    except Refused as refused:
        refuse(request, refused)
    else:
        tell(request, done)
    return HttpResponseRedirect(reverse("admin:articles_failures"))


def _mine(request, pk):
    return get_object_or_404(Notice, pk=pk, to=request.user, due_at__lte=timezone.now())


def _mark(rows):
    rows.filter(read_at=None).update(read_at=timezone.now())


def _moment(given):
    try:
        found = parse_datetime(given)
        return found.astimezone(UTC) if found and timezone.is_aware(found) else None
    except (ValueError, OverflowError):
        return None


def _editors_only(request):
    if not request.user.has_perm("articles.publish_story"):
        raise PermissionDenied
