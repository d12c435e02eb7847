"""Pictures and their renditions, from wherever they are kept."""

import hashlib
import logging
from datetime import datetime
from mimetypes import guess_type

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Max, Min
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from articles import csp
from articles.isolation import NOTHING_MORE, RESOURCE_POLICY, let_others_use
from articles.models import Edition, EditionPicture
from articles.pictures import keeping
from articles.pictures.renditions import SHAPES, Rendition
from articles.site.base import public, unkept
from articles.site.ranges import ranged
from articles.site.standing import seconds

HOUR = 3600
"""Seconds that a browser keeps a picture before it asks again. What is withdrawn goes from the caches that many share
as pages do (``standing``), within seconds; a picture, from browsers that have it, within the hour."""

logger = logging.getLogger(__name__)


@unkept
@public
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that a live edition shows; of all others strangers learn nothing."""
    now = timezone.now()
    rows = EditionPicture.objects.filter(file=path, edition__in=Edition.objects.live(now))
    shown = rows.aggregate(
        since=Min("edition__live_from"), until=Max("edition__superseded_at"), sha256=Max("sha256")
    )
    if shown["until"] is None:
        raise Http404(f"No live edition shows {path}.")
    since = int(shown["since"].timestamp())
    head = {
        RESOURCE_POLICY: "cross-origin",
        csp.HEADER: NOTHING_MORE,
        "Content-Type": guess_type(path)[0] or "application/octet-stream",
        "Cache-Control": _lifetime(shown["until"], now),
        "ETag": f'"{shown["sha256"][:32]}"',
        "Last-Modified": http_date(since),
    }
    # What is stored under a name never changes: who has it is told so, and nothing is fetched from where it lies.
    answer = get_conditional_response(
        request, etag=head["ETag"], last_modified=since, response=HttpResponse(headers=head)
    )
    if answer.status_code != 200:
        return answer
    try:
        file = keeping.opened(path)
    except FileNotFoundError as error:
        raise Http404(str(error)) from error
    return ranged(request, file, file.size, head)


@public
def rendition(request: HttpRequest, sha256: str, place: str, width: int, form: str) -> HttpResponse:
    """A rendition of a picture that a live edition shows so; made when it is first asked for."""
    now = timezone.now()
    asked, until = _shown(sha256, place, width, form, now=now)
    try:
        data = keeping.rendered(asked)
    except FileNotFoundError as error:
        raise Http404(f"The file of {asked.name} is not there.") from error
    except keeping.Damaged:
        logger.exception("%s could not be made: the picture is shown as it is.", asked.name)
        return HttpResponseRedirect(default_storage.url(asked.picture.file))
    return file_of(request, data, asked.type, until=until, now=now)


def _shown(sha256: str, place: str, width: int, form: str, *, now: datetime) -> tuple[Rendition, datetime]:
    """The rendition of that name of a picture as a live edition has it, and until when one does. One query, of an
    index.
    """
    rows = EditionPicture.objects.filter(sha256=sha256, edition__in=Edition.objects.live(now))
    facts = ("sha256", "file", "width", "height", "focal_x", "focal_y")
    for row in rows.order_by().values(*facts).annotate(until=Max("edition__superseded_at")):
        until = row.pop("until")
        for shape in SHAPES:
            found = Rendition(EditionPicture(**row), shape, width, form)
            if found.place == place and found.is_made:
                return found, until
    raise Http404(f"No live edition shows {sha256} as {place}, {width} pixels wide, as {form}.")


def file_of(
    request: HttpRequest, data: bytes, content_type: str, *, until: datetime, now: datetime
) -> HttpResponse:
    """What was made, to be kept while it is shown; or word that who asks has it already."""
    response = HttpResponse(data, content_type=content_type)
    let_others_use(response)
    response.headers["Cache-Control"] = _lifetime(until, now)
    etag = response.headers["ETag"] = quote_etag(hashlib.sha256(data).hexdigest()[:32])
    return get_conditional_response(request, etag=etag, response=response)


def _lifetime(until: datetime, now: datetime) -> str:
    own, shared = (seconds(until, now, most=most) for most in (HOUR, settings.SHARED_CACHE_SECONDS))
    return f"max-age={own}, s-maxage={shared}"
