"""Pictures and uploads as objects in a bucket, which all nodes have in common. Needs the extra ``s3``."""

import errno
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any
from urllib.parse import urljoin

from boto3.s3.transfer import TransferConfig
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage
from django.core.files.utils import validate_file_name
from django.utils.encoding import filepath_to_uri

CONNECT, ANSWER = 2.0, 5.0
"""Seconds that the store may take to be reached, and to send or take the next bytes. Each is tried twice."""
SLOWEST = 100_000
"""Bytes that it sends in a second, at least."""
REST = 5.0
"""Seconds that a store which did not answer is not asked again: then by one, and by all once that is answered."""
TURN = 1.0
"""Seconds that who asks waits for a turn, where half of the threads wait for the store already: the others are left for
who needs nothing of it."""
IN_MEMORY = 2_500_000
"""Bytes up to which a file that is read waits in memory, and not on disk."""
PIECE = 65_536

# In the thread that asks. A file of many pieces is taken whole at their end, or not at all.
_SENDING = TransferConfig(use_threads=False)

logger = logging.getLogger(__name__)


class Unreachable(ConnectionError):
    """The store does not answer, is too slow, or refuses."""


class Bucket(Storage):
    """Readers get files from our own addresses, under our own headers, while something live shows them: nothing in the
    bucket is public, and no address of it is told.

    Each raises ``FileNotFoundError``, ``Unreachable``, or ``SuspiciousFileOperation`` for a name that climbs. Without
    ``key`` and ``secret`` the machine has some of its own, as those of a cloud do.
    """

    def __init__(self, bucket: str, *, endpoint: str, region: str, key: str, secret: str) -> None:
        self._bucket = bucket
        self._address = {"endpoint_url": endpoint or None, "region_name": region or "us-east-1"}
        self._keys = {"aws_access_key_id": key or None, "aws_secret_access_key": secret or None}
        self._style = "path" if endpoint else "auto"
        self._client: Any = None
        self._listed: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(max(1, settings.SERVER_THREADS // 2))
        self._is_away, self._rests_until = False, 0.0

    def url(self, name: str | None) -> str:
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name or "").lstrip("/"))

    def exists(self, name: str) -> bool:
        return self._found(name) is not None

    def size(self, name: str) -> int:
        return int(self._known(name)["Size"])

    def get_modified_time(self, name: str) -> datetime:
        """Of a file in the folder that was listed last it is known from that, for who asks next: who tidies a folder
        asks for the time of each file in it.
        """
        listed = self._listed.pop(_key(name), None)
        modified: datetime = listed or self._known(name)["LastModified"]
        return modified

    def delete(self, name: str) -> None:
        with self._asked(name) as store:
            store.delete_object(Bucket=self._bucket, Key=_key(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """The names of folders and files. A folder in which nothing is, is none, and gives none."""
        start = f"{_key(path)}/" if path else ""
        folders: list[str] = []
        files: dict[str, datetime] = {}
        with self._asked(path) as store:
            pages = store.get_paginator("list_objects_v2").paginate
            for page in pages(Bucket=self._bucket, Prefix=start, Delimiter="/"):
                folders += [
                    folder["Prefix"].removeprefix(start)[:-1] for folder in page.get("CommonPrefixes", ())
                ]
                files |= {file["Key"]: file["LastModified"] for file in page.get("Contents", ())}
        files.pop(start, None)  # which some tools make for a folder
        self._listed = dict(files)
        return folders, [key.removeprefix(start) for key in files]

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """The file as it is now, fetched whole: what goes wrong with the store shows here, and not when it is read."""
        if mode != "rb":
            raise ValueError("A file in a bucket is read, or saved whole.")
        folder = settings.FILE_UPLOAD_TEMP_DIR
        file = SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115  who asked for it closes it
        try:
            with self._asked(name) as store:
                self._fetch(store.get_object(Bucket=self._bucket, Key=_key(name)), file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return File(file, name=name)

    def _fetch(self, answer: Any, file: Any) -> None:
        end = time.monotonic() + ANSWER + answer["ContentLength"] / SLOWEST
        with answer["Body"] as body:
            while piece := body.read(PIECE):
                if time.monotonic() > end:
                    raise TimeoutError(f"it sends less than {SLOWEST:,} bytes in a second")
                file.write(piece)

    def _save(self, name: str, content: "File[bytes]") -> str:
        content.seek(0)
        with self._asked(name) as store:
            store.upload_fileobj(_Lent(content), self._bucket, _key(name), Config=_SENDING)
        return name

    def _known(self, name: str) -> Any:
        found = self._found(name)
        if found is None:
            raise FileNotFoundError(errno.ENOENT, "There is no such file in the bucket", name)
        return found

    def _found(self, name: str) -> Any:
        """What the bucket's list says of a file; None where it is not there. To ask for the file's own head would not
        tell that from a bucket that is not there.
        """
        key = _key(name)
        with self._asked(name) as store:
            files = store.list_objects_v2(Bucket=self._bucket, Prefix=key, MaxKeys=1).get("Contents", ())
        return next((file for file in files if file["Key"] == key), None)

    @contextmanager
    def _asked(self, name: str) -> Iterator[Any]:
        """The store's client. What it raises comes as what a disk would, and so does that nobody is to wait."""
        self._begin()
        if not self._turns.acquire(timeout=TURN):
            raise Unreachable("the store of pictures is too slow for all who ask it")
        try:
            yield self._store()
        except ClientError as problem:
            self._answered()
            code = problem.response.get("Error", {}).get("Code", "")
            if code == "NoSuchKey":
                raise FileNotFoundError(
                    errno.ENOENT, "There is no such file in the bucket", name
                ) from problem
            raise Unreachable(f"the store of pictures refuses {name or 'to list them'} ({code})") from problem
        except (BotoCoreError, TimeoutError) as problem:
            why = str(problem) if isinstance(problem, TimeoutError) else type(problem).__name__
            self._did_not_answer(why)
            raise Unreachable(f"the store of pictures does not answer ({why})") from problem
        else:
            self._answered()
        finally:
            self._turns.release()

    def _begin(self) -> None:
        with self._lock:
            now = time.monotonic()
            if now < self._rests_until:
                raise Unreachable("the store of pictures did not answer a moment ago")
            if self._is_away:
                self._rests_until = now + REST

    def _answered(self) -> None:
        with self._lock:
            was_away, self._is_away, self._rests_until = self._is_away, False, 0.0
        if was_away:
            logger.warning("The store of pictures answers again.")

    def _did_not_answer(self, why: str) -> None:
        with self._lock:
            was_away, self._is_away, self._rests_until = self._is_away, True, time.monotonic() + REST
        if not was_away:
            where = self._address["endpoint_url"] or "AWS"
            logger.error("The store of pictures at %s does not answer (%s).", where, why)

    def _store(self) -> Any:
        """One client for all threads, which may share it: each takes half a second and 15 MB."""
        with self._lock:
            if self._client is None:
                config = Config(
                    connect_timeout=CONNECT,
                    read_timeout=ANSWER,
                    retries={"mode": "standard", "total_max_attempts": 2},
                    max_pool_connections=max(10, settings.SERVER_THREADS),
                    s3={"addressing_style": self._style},
                    # Which by far not all stores know.
                    request_checksum_calculation="when_required",
                    response_checksum_validation="when_required",
                )
                self._client = Session(**self._keys).client("s3", config=config, **self._address)
            return self._client


class _Lent:
    """A file that who sends it cannot close."""

    def __init__(self, file: "File[bytes]") -> None:
        self.read, self.seek, self.tell = file.read, file.seek, file.tell

    def close(self) -> None:
        pass


def _key(name: str) -> str:
    """What the file is called in the bucket: as under the folder ``media``, from which it may have been copied."""
    return str(validate_file_name(name.replace("\\", "/"), allow_relative_path=True))
