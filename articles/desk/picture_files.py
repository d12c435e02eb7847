"""The files of pictures for the desk, whether readers have them or not: as they are, and scaled down."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from articles import csp
from articles.isolation import NOTHING_MORE
from articles.models import Picture
from articles.pictures import keeping, renditions

SIZES = {"thumbnail": 320, "preview": 960}
"""Pixels across at most, by the name under which the desk asks for it."""

logger = logging.getLogger(__name__)


class PictureFiles:
    """Addresses of files. Readers get theirs by others, and only while they are published."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        # Django lets no browser keep a page of the admin; these say for themselves what may be kept.
        small = wrap(self.small_view, cacheable=True)
        return [
            path("<row:pk>/file/", wrap(self.file_view), name="articles_picture_file"),
            *(
                path(f"<row:pk>/{size}/", small, {"size": size}, name=f"articles_picture_{size}")
                for size in SIZES
            ),
            *super().get_urls(),
        ]

    def file_view(self, request, pk):
        return _file(self._seen(request, pk))

    def small_view(self, request, pk, size):
        return small(request, self._seen(request, pk), size)

    def _seen(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return get_object_or_404(Picture, pk=pk)


def small(request, picture, size):
    """The whole picture, scaled down. A browser keeps it, and asks each time whether it may still show it."""
    scaled = renditions.for_the_desk(picture, SIZES[size])
    if not scaled:
        return _file(picture)
    tag = quote_etag(f"{picture.sha256[:32]}-{scaled.width}")
    head = {"Cache-Control": "private, no-cache", "ETag": tag}
    answer = get_conditional_response(request, etag=tag, response=HttpResponse(headers=head))
    if answer.status_code != 200:
        return answer
    try:
        data = keeping.rendered(scaled)
    except FileNotFoundError as error:
        raise Http404("The file of this picture is not there.") from error
    except keeping.Damaged:
        logger.exception("%s could not be made: the picture is shown as it is.", scaled.name)
        return _file(picture)
    return HttpResponse(data, content_type=scaled.type, headers=head)


def shown(picture):
    """What a list to choose from shows of a picture."""
    names = ("alt", "caption", "credit", "width", "height")
    thumbnail = reverse("admin:articles_picture_thumbnail", args=[picture.pk])
    return {name: getattr(picture, name) for name in names} | {"thumbnail": thumbnail}


def _file(picture):
    try:
        file = keeping.opened(picture.image.name)
    except FileNotFoundError as error:
        raise Http404("The file of this picture is not there.") from error
    return FileResponse(file, headers={"Cache-Control": "private, no-store", csp.HEADER: NOTHING_MORE})
