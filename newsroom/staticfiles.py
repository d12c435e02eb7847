from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(WhiteNoiseMiddleware):
    """Serves what lies in the static folders, but no file or folder whose name begins with a dot."""

    FOREVER = 365 * 24 * 60 * 60  # seconds; a year is as good as ever

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        if "/." not in url:
            super().add_file_to_dictionary(url, path, stat_cache)

    def add_cache_headers(self, headers: Any, path: str, url: str) -> None:
        """That anybody may keep them needs no saying: "public" is for answers to who has logged in."""
        super().add_cache_headers(headers, path, url)
        if "Cache-Control" in headers:
            headers["Cache-Control"] = headers["Cache-Control"].replace(", public", "")

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
