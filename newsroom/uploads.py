"""What may be sent to the site: how much at once, whatever it is for."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Refuses what is too large before any of it is read, and leaves the rest to the handler after it."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *others: Any) -> None:
        if content_length > settings.UPLOAD_LIMIT:
            raise RequestDataTooBig(
                f"{content_length:,} bytes were sent at once, {settings.UPLOAD_LIMIT:,} are taken."
            )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
