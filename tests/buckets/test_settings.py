"""The bucket by environment variables: which make one, what is said to nonsense, and that without them nothing is."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import buckets
from tests.test_settings import python, values_of

GIVEN = {
    "NEWSROOM_BUCKET": "news-pictures",
    "NEWSROOM_BUCKET_ENDPOINT": "https://s3.example:9000",
    "NEWSROOM_BUCKET_REGION": "eu-central-1",
    "NEWSROOM_BUCKET_KEY": "desk",
}
LOADED = """
import sys
from django.core.files.storage import default_storage
print(default_storage.url("pictures/a.png"), "boto3" in sys.modules)
"""


def test_a_bucket_is_made_of_its_variables_with_secrets_from_files(tmp_path):
    (tmp_path / "secret").write_text("of the desk's\n")
    given = GIVEN | {"NEWSROOM_BUCKET_SECRET_FILE": str(tmp_path / "secret")}
    said = values_of("STORAGES['default']", **given).replace("'", '"').replace('"s"', "'s\"")
    assert json.loads(said) == {
        "BACKEND": "newsroom.objects.Bucket",
        "OPTIONS": {
            "bucket": "news-pictures",
            "endpoint": "https://s3.example:9000",
            "region": "eu-central-1",
            "key": "desk",
            "secret": "of the desk's",
        },
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"NEWSROOM_BUCKET": "News/Pictures"}, "NEWSROOM_BUCKET is 'News/Pictures'; expected the name of a bucket, "
         "3 to 63 small letters, digits, hyphens and dots."),
        ({"NEWSROOM_BUCKET_ENDPOINT": "s3.example"}, "NEWSROOM_BUCKET_ENDPOINT is 's3.example'; expected a whole "
         "address that begins with https: or http:."),
        ({"NEWSROOM_BUCKET_ENDPOINT": "https://desk:hidden@s3.example"}, "NEWSROOM_BUCKET_ENDPOINT holds an @, ? or # "
         "(it is not shown); expected the address of the store alone, such as https://s3.example."),
        ({"NEWSROOM_BUCKET_REGION": "Frankfurt am Main"}, "NEWSROOM_BUCKET_REGION is 'Frankfurt am Main'; expected the "
         "name of a region, such as eu-central-1."),
        ({"NEWSROOM_BUCKET_SECRET": "short"}, "The secret in NEWSROOM_BUCKET_SECRET has 5 characters; expected at "
         "least 8 of ASCII."),
        ({}, "One of NEWSROOM_BUCKET_KEY and NEWSROOM_BUCKET_SECRET is set; expected both, or neither."),
        ({"NEWSROOM_BUCKET": "", "NEWSROOM_BUCKET_KEY": ""}, "NEWSROOM_BUCKET_ENDPOINT is set; expected "
         "NEWSROOM_BUCKET to name the bucket that it is for."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(given, sentence, monkeypatch):
    for name, value in (GIVEN | given).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        buckets.storage()
    assert str(refused.value) == sentence


def test_a_bucket_without_its_library_stops_the_start():
    program = "import sys; sys.modules['boto3'] = None; from newsroom import settings"
    done = python("-c", program, NEWSROOM_BUCKET="news-pictures")
    assert "expected the packages of newsroom/deploy/s3.lock to be installed" in done.stderr


@pytest.mark.parametrize(("bucket", "is_loaded"), [("", False), ("news-pictures", True)])
def test_the_library_is_loaded_where_there_is_a_bucket_alone(bucket, is_loaded):
    done = python("-c", LOADED, NEWSROOM_BUCKET=bucket)
    assert (done.stdout, done.stderr) == (f"/media/pictures/a.png {is_loaded}\n", "")
