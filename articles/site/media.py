"""Pictures: the files of an installation that keeps them on its own disk, and their renditions wherever they lie."""

import hashlib
import logging
from datetime import datetime

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.static import serve

from articles.models import Edition, EditionPicture
from articles.pictures import DAMAGE, keeping
from articles.pictures.renditions import SHAPES, Rendition
from articles.site.base import public

FOR_AN_HOUR = "public, max-age=3600"  # no longer: what is withdrawn must go from caches too

logger = logging.getLogger(__name__)


@public
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under MEDIA_ROOT that a live edition shows; of all others strangers learn nothing."""
    if not Edition.objects.live(timezone.now()).filter(picture_rows__file=path).exists():
        raise Http404(f"No live edition shows {path}.")
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name longer than the disk takes
        raise Http404 from error
    response.headers["Cache-Control"] = FOR_AN_HOUR
    return response


@public
def rendition(request: HttpRequest, sha256: str, place: str, width: int, form: str) -> HttpResponse:
    """A rendition of a picture that a live edition shows so; made when it is first asked for."""
    asked = _shown(sha256, place, width, form, now=timezone.now())
    try:
        data = keeping.kept(asked.name, lambda: _made(asked))
    except FileNotFoundError as error:
        raise Http404(f"The file of {asked.name} is not there.") from error
    except DAMAGE:
        logger.exception("%s could not be made: the picture is shown as it is.", asked.name)
        return HttpResponseRedirect(default_storage.url(asked.picture.file))
    return file_of(request, data, asked.type)


def _shown(sha256: str, place: str, width: int, form: str, *, now: datetime) -> Rendition:
    """The rendition of that name of a picture as a live edition has it. One query, of an index."""
    rows = EditionPicture.objects.filter(sha256=sha256, edition__in=Edition.objects.live(now))
    facts = ("sha256", "file", "width", "height", "focal_x", "focal_y")
    for row in rows.order_by().values(*facts).distinct():
        for shape in SHAPES:
            found = Rendition(EditionPicture(**row), shape, width, form)
            if found.place == place and found.is_made:
                return found
    raise Http404(f"No live edition shows {sha256} as {place}, {width} pixels wide, as {form}.")


def _made(asked: Rendition) -> bytes:
    with default_storage.open(asked.picture.file) as original:
        return asked.made_of(original)


def file_of(request: HttpRequest, data: bytes, content_type: str) -> HttpResponse:
    """What was made, for an hour; or word that who asks has it already."""
    response = HttpResponse(data, content_type=content_type)
    response.headers["Cache-Control"] = FOR_AN_HOUR
    etag = response.headers["ETag"] = quote_etag(hashlib.sha256(data).hexdigest()[:32])
    return get_conditional_response(request, etag=etag, response=response)
