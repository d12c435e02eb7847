"""The read-only JSON API under /api/: for anybody, from any page of any site.

What goes wrong is answered as problem details (RFC 9457).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from articles import standby
from articles.api import ninjs
from articles.api.asking import MOST, moment
from articles.api.documentation import sections
from articles.api.endpoints import PROBLEM_TYPE, SCHEMAS, Endpoint
from articles.api.openapi import description
from articles.api.shapes import Where, write
from articles.api.telling import CHANGE, STORY, WHOLE_STORY, name_fields, told, translations_of, with_rows
from articles.isolation import let_others_use
from articles.lists.filters import StoryFilter
from articles.lists.names import MODELS, order_of, standing
from articles.lists.ways import parameters_of
from articles.models import SILENT, Edition, Kind, WithdrawalReason
from articles.pages import STORIES, Key, page_of, page_of_moments, page_of_names
from articles.related import resolve
from articles.site.asks import Asks
from articles.site.base import page, public, root_of
from articles.site.errors import FAILURES, WHY, in_a_moment, tell, why_just_now
from articles.site.names import named
from articles.site.standing import undated
from articles.site.story import led_to
from articles.told import OPENING, begun, stamp

METHODS = ("GET", "HEAD", "OPTIONS")
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
"""What a browser is told before it lets a page of another site ask with conditions."""

DATED = ("changes",)
"""What changes with the editions of the site, and so has their date. Whatever tells of topics, sources or people has
none: when one of them was renamed is not known, and whoever asks by the date would not learn of it."""

Answer = HttpResponse | dict[str, Any]


class Wrong(Exception):
    """A question that is not understood: by parameter, what is wrong with it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def answering(endpoint: Endpoint) -> Callable[..., HttpResponse]:
    """The view of an endpoint."""

    @csrf_exempt
    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT | {"Allow": ", ".join(METHODS)})
            del response.headers["Content-Type"]
        elif request.method in METHODS:
            response = _answer_or_not_now(request, endpoint, **parts)
        else:
            detail = f"This address answers {', '.join(METHODS)} only: what is here is to be read."
            response = problem(405, "Method not allowed", detail)
            response.headers["Allow"] = ", ".join(METHODS)
        let_others_use(response)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        return response

    vars(view).update(is_kept=True, asks=Asks(None))
    return view


def _answer_or_not_now(request: HttpRequest, endpoint: Endpoint, **parts: Any) -> HttpResponse:
    """What may be answered in a moment is told as other problems are. Any other failure is raised again, as is that of
    a replica, in whose place the primary is asked.
    """
    try:
        return _answer(request, endpoint, **parts)
    except FAILURES as failure:
        why = why_just_now(failure)
        if not why or (standby.is_reading() and not standby.is_too_much(failure)):
            raise
        tell(request, failure)
    return in_a_moment(problem(503, "Not just now", f"{WHY[why]} Ask again in a moment."))


@public
def _answer(request: HttpRequest, endpoint: Endpoint, **parts: Any) -> HttpResponse:
    try:
        if unknown := request.GET.keys() - {one.name for one in endpoint.parameters}:
            raise Wrong(dict.fromkeys(sorted(unknown), "There is no such parameter here."))
        answer = VIEWS[endpoint.name](request, now=timezone.now(), where=Where(root_of(request)), **parts)
    except Wrong as wrong:
        errors = [{"parameter": name, "detail": detail} for name, detail in wrong.errors.items()]
        return problem(400, "Parameters are not understood", errors=errors)
    except SuspiciousOperation:  # more parameters than any address has
        return problem(400, "This address is not understood")
    except Http404:
        return problem(404, "Not found", "There is nothing at this address.")
    if isinstance(answer, HttpResponse):
        return answer
    response = written(answer, endpoint.type)
    return response if endpoint.name in DATED else undated(response)


def written(data: dict[str, Any], content_type: str, status: int = 200) -> HttpResponse:
    return JsonResponse(
        data, status=status, content_type=content_type, json_dumps_params={"ensure_ascii": False}
    )


def problem(status: int, title: str, detail: str = "", **more: Any) -> HttpResponse:
    data = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return written({name: value for name, value in data.items() if value}, PROBLEM_TYPE, status)


def root(request: HttpRequest, *, now: datetime, where: Where) -> Answer:
    names = [name for name in SCHEMAS["Root"]["properties"] if name != "name"]
    return {"name": settings.SITE_NAME} | {name: where.url(name) for name in names}


def openapi(request: HttpRequest, *, now: datetime, where: Where) -> Answer:
    return description(name=settings.SITE_NAME, root=where.root)


@public
def documentation(request: HttpRequest) -> HttpResponse:
    """The same for people."""
    now = timezone.now()
    return page(request, "site/api.html", now=now, canonical=request.path, addresses=list(sections()))


def stories(request: HttpRequest, *, now: datetime, where: Where) -> Answer:
    filters = StoryFilter(request.GET, queryset=told(Edition.objects.live(now)), now=now)
    size = _size(request)
    errors = {name: " ".join(map(str, found)) for name, found in filters.form.errors.items()}
    errors |= _wrong_keys(request, filters.key)
    if errors:
        raise Wrong(errors)
    asked = {name: request.GET.get(name, "") for name in ("before", "after")}
    found = page_of(filters.qs, **asked, size=size, key=filters.key)
    query = parameters_of(filters.chosen()) | ({"limit": str(size)} if size != STORIES else {})
    return {
        "next": where.url("stories", **query, before=found.older) if found.older else None,
        "previous": where.url("stories", **query, after=found.newer) if found.newer else None,
        "results": [write(STORY, edition, where) for edition in found.rows],
    }


def _size(request: HttpRequest) -> int:
    text = request.GET.get("limit", "") or str(STORIES)
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST:
        return int(text)
    raise Wrong({"limit": f"Give a number from 1 to {MOST}."})


def _wrong_keys(request: HttpRequest, key: Any) -> dict[str, str]:
    given = [name for name in ("before", "after") if request.GET.get(name)]
    if len(given) > 1:
        return {"after": "Give either “before” or “after”."}
    return {
        name: "Take the keys from “next” and “previous”." for name in given if not key.read(request.GET[name])
    }


def changes(request: HttpRequest, *, now: datetime, where: Where) -> Answer:
    """What is current of each story, tombstones too: nothing of what went before, nor of what is to come.

    Of an import that was undone as well, of which there is no page: who took a story of it over learns it here alone.
    """
    size, since = _size(request), _since(request)
    if errors := _wrong_keys(request, Key):
        raise Wrong(errors)
    rows = Edition.objects.current(now).for_readers().annotate(begun=begun()).defer("body")
    found = page_of_moments(
        rows.filter(live_from__gte=since) if since else rows,
        field="live_from",
        number="story_id",
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        size=size,
    )
    query = {"since": since.isoformat()} if since else {}
    query |= {"limit": str(size)} if size != STORIES else {}
    return {
        "next": where.url("changes", **query, before=found.older) if found.older else None,
        "previous": where.url("changes", **query, after=found.newer) if found.newer else None,
        "results": [write(CHANGE, row, where) for row in found.rows],
    }


def _since(request: HttpRequest) -> datetime | None:
    """The moment that is asked from, in UTC."""
    text = request.GET.get("since", "")
    if not text:
        return None
    if at := moment(text):
        return at
    raise Wrong({"since": "Give a moment with its zone, such as 2026-03-13T23:29:00Z."})


def story(request: HttpRequest, *, now: datetime, where: Where, story_id: int) -> Answer:
    edition = current(story_id, now=now)
    if edition.kind == Kind.WITHDRAWAL:
        other = led_to(edition, now)
        return redirect(where.url("story", other.story_id), permanent=True) if other else gone(edition)
    edition.opening = edition.body[:OPENING]
    edition.corrections = corrections_of(edition, now=now)
    edition.translations = translations_of(edition, now=now)
    edition.related = resolve(edition.related_rows.all(), of=story_id, now=now)
    return write(WHOLE_STORY, edition, where)


def story_as_ninjs(request: HttpRequest, *, now: datetime, where: Where, story_id: int) -> Answer:
    """Of a withdrawn story too: that is how a system that took it over learns of it."""
    edition = current(story_id, now=now)
    if edition.kind == Kind.WITHDRAWAL:
        return ninjs.of_withdrawn(edition, led_to=led_to(edition, now), where=where)
    corrections, translations = corrections_of(edition, now=now), translations_of(edition, now=now)
    return ninjs.of_story(edition, corrections=corrections, translations=translations, where=where)


def current(story_id: int, *, now: datetime) -> Any:
    """The edition, or the tombstone, that a story shows. Raises Http404 where it shows none."""
    edition = get_object_or_404(with_rows(Edition.objects.current(now).with_origin()), story_id=story_id)
    if edition.withdrawal_reason == WithdrawalReason.NEVER:
        raise Http404("The import of this story was undone.")
    return edition


def corrections_of(edition: Edition, *, now: datetime) -> list[Edition]:
    rows = Edition.objects.history(now).for_readers().filter(kind=Kind.CORRECTION, story_id=edition.story_id)
    return list(rows.order_by("live_from", "number"))


def gone(edition: Any) -> HttpResponse:
    """What is said of a withdrawn story: what its tombstone says, without its headline."""
    if edition.withdrawal_reason in SILENT:
        return problem(410, "Gone", "It is not published any more.")
    return problem(
        410,
        "Withdrawn",
        f"{edition.get_withdrawal_reason_display()}.",
        reason=edition.withdrawal_reason,
        withdrawn_at=stamp(edition.live_from),
    )


def names(request: HttpRequest, *, now: datetime, where: Where, kind: str) -> Answer:
    found = page_of_names(standing(kind, now), field=order_of(kind), after=request.GET.get("after", ""))
    fields = name_fields(kind)
    return {
        "next": where.url(f"{kind}s", after=found.older) if found.older else None,
        "results": [write(fields, row, where) for row in found.rows],
    }


def name(request: HttpRequest, *, now: datetime, where: Where, kind: str, slug: str) -> Answer:
    row = named(kind, slug, now)
    if getattr(row, "merged_into", None):
        return redirect(where.url(kind, row.merged_into.slug), permanent=True)
    return write(name_fields(kind), row, where)


def _nowhere(request: HttpRequest, *, now: datetime, where: Where) -> Answer:
    raise Http404("There is no such address in the API.")


NOWHERE = Endpoint("nowhere", "", "", "Problem")
VIEWS: dict[str, Callable[..., Answer]] = {
    "root": root,
    "openapi": openapi,
    "stories": stories,
    "changes": changes,
    "story": story,
    "ninjs": story_as_ninjs,
    **{f"{kind}s": partial(names, kind=kind) for kind in MODELS},
    **{kind: partial(name, kind=kind) for kind in MODELS},
    NOWHERE.name: _nowhere,
}

nothing = answering(NOWHERE)
"""The view of whatever else is asked for under /api/."""
