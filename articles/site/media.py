"""Pictures, for an installation that keeps them on its own disk."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

from articles.site.base import public

FOR_EVER = "public, max-age=31536000, immutable"  # a stored file is never written over: another picture, another name


@public
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under MEDIA_ROOT. The address admits no dots at the head of a name, so none leads outside."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name longer than the disk takes
        raise Http404 from error
    response.headers["Cache-Control"] = FOR_EVER
    return response
