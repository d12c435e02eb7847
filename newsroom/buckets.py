"""Where pictures and uploads are kept, read from environment variables."""

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsroom import addresses, environment, keys

VARIABLE = "NEWSROOM_BUCKET"
NAME = r"(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
"""Of a bucket, as S3 takes it: "Bucket naming rules" of the Amazon S3 user guide."""
REGION = r"[a-z0-9]+(-[a-z0-9]+)*"


def storage() -> dict[str, Any]:
    """As Django's STORAGES wants it: the bucket of a store that speaks as S3 does where one is named, else the folder
    ``media`` of the data folder.
    """
    bucket = environment.token(
        VARIABLE, of=NAME, expected="the name of a bucket, 3 to 63 small letters, digits, hyphens and dots"
    )
    options = {
        "endpoint": _endpoint(f"{VARIABLE}_ENDPOINT"),
        "region": environment.token(
            f"{VARIABLE}_REGION", of=REGION, expected="the name of a region, such as eu-central-1"
        ),
        "key": keys.password(f"{VARIABLE}_KEY", least=3),
        "secret": keys.password(f"{VARIABLE}_SECRET", least=8),
    }
    if not bucket:
        _refuse_alone(options)
        return {"BACKEND": "newsroom.media.WholeFiles"}
    if bool(options["key"]) != bool(options["secret"]):
        raise ImproperlyConfigured(
            f"One of {VARIABLE}_KEY and {VARIABLE}_SECRET is set; expected both, or neither."
        )
    if not find_spec("boto3"):
        raise ImproperlyConfigured(
            f"{VARIABLE} is set; expected the packages of newsroom/deploy/s3.lock to be installed, and boto3 is not."
        )
    return {"BACKEND": "newsroom.objects.Bucket", "OPTIONS": {"bucket": bucket, **options}}


def _endpoint(name: str) -> str:
    value = environment.text(name, "")
    if set("@?#") & set(value):  # what stands before an @ may be a password
        raise ImproperlyConfigured(
            f"{name} holds an @, ? or # (it is not shown); expected the address of the store alone, "
            "such as https://s3.example."
        )
    return addresses.url(name)


def _refuse_alone(options: dict[str, str]) -> None:
    for part in (part for part, value in options.items() if value):
        raise ImproperlyConfigured(
            f"{VARIABLE}_{part.upper()} is set; expected {VARIABLE} to name the bucket that it is for."
        )
