from typing import Any

from django.utils.http import parse_etags
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, SlicedFile, StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from articles.isolation import RESOURCE_POLICY
from articles.site.ranges import bounds


class File(StaticFile):
    """A file that knows lists of tags in ``If-None-Match``, ``If-Range``, and ranges of a single byte (RFC 9110), which
    WhiteNoise does not.
    """

    def __init__(self, found: StaticFile) -> None:
        vars(self).update(vars(found))

    def get_response(self, method: str, request_headers: Any) -> Any:
        if request_headers.get("HTTP_IF_RANGE", self.etag) != self.etag:
            request_headers = {**request_headers, "HTTP_RANGE": ""}
        return super().get_response(method, request_headers)

    def is_not_modified(self, request_headers: Any) -> bool:
        if (asked := request_headers.get("HTTP_IF_NONE_MATCH")) is None:
            return bool(super().is_not_modified(request_headers))
        known = {tag.removeprefix("W/") for tag in parse_etags(asked)}
        return bool(known & {"*", self.etag})

    def get_range_response(self, range_header: str, base_headers: Any, file_handle: Any) -> Any:
        """Raises ValueError where the whole is to be sent: to who asks by another method than GET, or for no range."""
        headers = dict(base_headers)
        size = int(headers["Content-Length"])
        asked = bounds(range_header, size)
        if file_handle is None or asked is None:
            raise ValueError(range_header)
        start, stop = asked
        if start >= size:
            return self.get_range_not_satisfiable_response(file_handle, size)
        headers |= {"Content-Range": f"bytes {start}-{stop - 1}/{size}", "Content-Length": str(stop - start)}
        return Response(206, headers.items(), SlicedFile(file_handle, start, stop - 1))


class StaticFiles(WhiteNoiseMiddleware):
    """Serves what lies in the static folders, but no file or folder whose name begins with a dot."""

    FOREVER = 365 * 24 * 60 * 60  # seconds; a year is as good as ever

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        if "/." not in url:
            super().add_file_to_dictionary(url, path, stat_cache)

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> File:
        return File(super().get_static_file(path, url, stat_cache))

    def add_cache_headers(self, headers: Any, path: str, url: str) -> None:
        """That anybody may keep them needs no saying: "public" is for answers to who has logged in."""
        super().add_cache_headers(headers, path, url)
        if "Cache-Control" in headers:
            headers["Cache-Control"] = headers["Cache-Control"].replace(", public", "")
        if headers.get("Content-Type", "").startswith(
            "image/"
        ):  # feeds name the site's mark, search engines show it
            headers[RESOURCE_POLICY] = "cross-origin"

    def find_file(self, url: str) -> Any:
        return None if "/." in url else super().find_file(url)


class CollectedOrPlain(CompressedManifestStaticFilesStorage):
    """Names with a hash, kept by browsers for ever, for what `collectstatic` has collected.

    Plain names for all else, which WhiteNoise serves from where the files lie: so a newsroom starts without
    a build step, and a file that is newer than the last `collectstatic` is found all the same.
    """

    def stored_name(self, name: str) -> str:
        collected = self.hash_key(self.clean_name(name)) in self.hashed_files
        return super().stored_name(name) if collected else name
