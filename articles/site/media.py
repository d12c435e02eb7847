"""Pictures, for an installation that keeps them on its own disk."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.static import serve

from articles.models import Edition
from articles.site.base import public

FOR_AN_HOUR = "public, max-age=3600"  # no longer: what is withdrawn must go from caches too


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
