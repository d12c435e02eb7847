"""What may be sent to the site at once: what a picture needs, unless a view says that it takes more of who asks."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Refuses what is too large before any of it is read, and leaves the rest to the handler after it.

    A view that may take more raises the ``limit`` of its request, before anything reads its form.
    """

    limit = 50_000_000

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *others: Any) -> None:
        if content_length > self.limit:
            raise RequestDataTooBig(f"{content_length:,} bytes were sent at once, {self.limit:,} are taken.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
