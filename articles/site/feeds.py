"""The feeds of every list of stories: /stories/feed.rss, /topics/sea/feed.atom, /stories/feed.json?q=harbour."""

import mimetypes
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles import told
from articles.feeds import FORMATS, Author, Entry, Feed, Format, Image, Written
from articles.isolation import let_others_use
from articles.lists.filters import StoryFilter
from articles.lists.ways import FIELDS, phrased, query_of
from articles.models import Edition, EditionPicture, Kind, Precision, Severity, lasting
from articles.site import common, corrections
from articles.site.asks import Strangers, asking
from articles.site.base import address_of, public, root_of
from articles.site.body import body_of, pictures_of
from articles.site.names import Kind as KindOfName
from articles.site.names import named, stories_of
from articles.site.teasers import Dress, Teasers
from articles.site.whole import hung, with_what_hangs
from articles.told import absolute

ENTRIES = 30
_LINES = re.compile(r"(?<!\s)\s*\n\s*")
_FROM_THE_ROOT = re.compile(r'( (?:href|src)=")/(?!/)')


@public
@asking(*StoryFilter.base_filters, others=Strangers.LED_AWAY)
def stories(request: HttpRequest, form: str) -> HttpResponse:
    """Of all stories, or of those that the filters leave. What is no filter is no feed: who follows one source must not
    be sent everybody's stories on the day that it has none.
    """
    now = timezone.now()
    if not request.GET.keys() & set(FIELDS):
        return answer(request, form, editions=Teasers(now, dress=WHOLE), now=now)
    filters = StoryFilter(request.GET, queryset=whole(Edition.objects.live(now), now), now=now)
    chosen = filters.chosen()
    if filters.form.errors:
        raise Http404("These filters are not understood.")
    return answer(
        request,
        form,
        editions=filters.qs,
        title=phrased(chosen),
        query=query_of(chosen),
        now=now,
    )


@public
def one(request: HttpRequest, slug: str, kind: KindOfName, form: str) -> HttpResponse:
    """Of the stories that carry a name."""
    now = timezone.now()
    known = common.of(request, now=now)
    row = known.keep((kind.name, slug), lambda: named(kind.name, slug, now))
    if getattr(row, "merged_into", None):
        return redirect(f"{row.merged_into.get_absolute_url()}feed.{form}", permanent=True)
    editions = stories_of(kind, row, now, known, dress=WHOLE)
    return answer(request, form, editions=editions, title=row.name, about=row.about, now=now)


@public
def corrected(request: HttpRequest, form: str) -> HttpResponse:
    """Of what readers were told of errors."""
    here = address_of(request, request.path)
    rows = corrections.told(timezone.now()).only("number", *corrections.LIGHT).annotate(begun=told.begun())
    found = [FORMATS[form].written(_correction(row, here)) for row in rows[:ENTRIES]]
    return _answer(
        request, form, found, title="Corrections", about=f"What {settings.SITE_NAME} has put right"
    )


def answer(
    request: HttpRequest,
    form: str,
    *,
    editions: Any,
    now: datetime,
    title: str = "",
    about: str = "",
    query: str = "",
) -> HttpResponse:
    """The feed of ``editions``, which are ``whole``, in ``form``: its address is that of its list, with "feed.rss"
    behind it. ``title`` is that of the list, "" for all stories; ``query`` what the addresses of both say beside their
    path.
    """
    known, root = common.of(request, now=now), root_of(request)
    newest = editions.newest_first()[:ENTRIES]
    found = [_written(edition, FORMATS[form], root, known) for edition in newest]
    return _answer(request, form, found, title=title, about=about, query=query)


def _answer(
    request: HttpRequest, form: str, entries: Sequence[Written], *, title: str, about: str, query: str = ""
) -> HttpResponse:
    said = f"?{query}" if query else ""
    name = settings.SITE_NAME
    here = address_of(request, request.path)
    feed = Feed(
        title=f"{title} – {name}" if title else name,
        home=urljoin(here, ".") + said,
        url=here + said,
        about=about or (f"Stories of {name}: {title}" if title else f"All stories of {name}"),
        site=name,
        icon=urljoin(here, static("site/icon-feed.png")),
        language=settings.SITE_LANGUAGE,
        hub="" if query else settings.WEBSUB_HUB,  # which nobody tells of lists that were narrowed
        entries=entries,
    )
    kind = FORMATS[form]
    charset = "" if form == "json" else "; charset=utf-8"
    response = HttpResponse(kind.write(feed), content_type=kind.type + charset)
    let_others_use(response)
    if feed.hub:  # WebSub, section 4: a hub finds both here without reading any format
        response.headers["Link"] = f'<{feed.hub}>; rel="hub", <{feed.url}>; rel="self"'
    return response


def whole(editions: Any, now: Any) -> Any:
    """``editions`` with all that an entry says of them, in the same query."""
    return with_what_hangs(editions.for_readers(), now).annotate(begun=told.begun())


WHOLE = Dress(whole, hung, lasting(100))


def _written(edition: Any, form: Format, root: str, known: common.Common) -> Written:
    """The entry of one of ``whole``; of the same row it is kept."""

    def write() -> Written:
        return form.written(_entry(hung(edition), root))

    row = vars(edition).get("of_row")
    written: Written = known.keep_of((form.name, root, row), write) if row else write()
    return written


def _entry(edition: Any, root: str) -> Entry:
    published = told.moment(edition.published_at, edition.published_precision)
    changed = edition.modified_at and told.moment(edition.modified_at, Precision.MINUTE)
    writers = [
        Author(row.name, absolute(root, row.writer.get_absolute_url())) for row in edition.writer_rows.all()
    ]
    by = edition.byline or edition.source_credit
    summary = told.description(edition)
    return Entry(
        id=told.permanent_name(edition),
        url=absolute(root, edition.get_absolute_url()),
        title=edition.headline,
        language=edition.language,
        published=published,
        updated=max(changed or published, published),
        summary=f"Developing: {summary}" if edition.is_flash else summary,
        content=_FROM_THE_ROOT.sub(lambda found: found[1] + root, _content(edition)),
        authors=writers or ([Author(by)] if by else []),
        topics=[*filter(None, [edition.told_genre]), *(row.topic.name for row in edition.topic_rows.all())],
        images=[_image(row, root) for row in edition.picture_rows.all()],
    )


def _correction(row: Any, here: str) -> Entry:
    """What was told of an error, under the headline that the story has now. It has a name of its own, for good."""
    is_gone = row.kind == Kind.WITHDRAWAL
    said = f"{row.get_withdrawal_reason_display()}." if is_gone else row.correction
    at = told.moment(row.live_from, Precision.MINUTE)
    url = urljoin(here, reverse("site:story", args=[row.story_id, row.slug_now]))
    return Entry(
        id=uuid5(UUID(told.permanent_name(row)), str(row.number)).urn,
        url=url,
        title=f"{'Withdrawn' if is_gone else 'Correction'}: {row.headline_now}",
        language=row.language,
        published=at,
        updated=at,
        summary=said,
        content=f"<p>{escape(said)}</p>",
        authors=[],
        topics=[],
        images=[],
    )


def _image(row: EditionPicture, root: str) -> Image:
    url = absolute(root, default_storage.url(row.file))
    kind = mimetypes.guess_type(row.file)[0] or ""
    return Image(url, kind, row.width, row.height, row.caption or row.alt, row.credit)


def _content(edition: Any) -> str:
    """The story as a page prints it, from the lead picture to the credits."""
    pictures = pictures_of(edition)
    grave = [row for row in edition.corrections if row.correction_severity == Severity.GRAVE]
    html = render_to_string(
        "site/feed_entry.html",
        {
            "edition": edition,
            "lead": pictures.lead,
            "grave": grave,
            "body": body_of(edition, pictures.placed, figure=_figure),
            "pictures": pictures.others,
            "notes": [row for row in edition.corrections if row not in grave],
        },
    )
    return _LINES.sub("\n", html).strip()


def _figure(picture: EditionPicture) -> str:
    return render_to_string("site/_feed_figure.html", {"picture": picture})
