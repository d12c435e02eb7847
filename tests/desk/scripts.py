"""A script of the staff, as tests have it: a client that sends a token with each request, and nothing else."""

from django.test import Client

from tests.factories import make_token, make_user

V1 = "/desk/v1/"
EVERYTHING = ("read", "import", "publish")


def script(*scopes, by=None, role="editor") -> Client:
    """A client of a token with these scopes, of an account of ``role`` or ``by``."""
    _, secret = make_token(by=by or make_user(role=role), scopes=scopes or EVERYTHING)
    return Client(headers={"authorization": f"Bearer {secret}"})


def send(client, address, **members):
    return client.post(f"{V1}{address}", members, content_type="application/json")


def wrong(response) -> dict[str, str]:
    """Which members a problem is about, and what it says of each."""
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    return {one["parameter"]: one["detail"] for one in response.json()["errors"]}
