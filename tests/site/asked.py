"""The JSON API as programs ask it."""

KINDS = ("topic", "source", "writer", "proofreader")
ROOT = "http://testserver"


def get(client, address, **query):
    return client.get(address, query).json()


def problem_of(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()


def addresses_of(edition):
    names = [
        edition.topic_rows.first().topic,
        edition.source,
        edition.writer_rows.get().writer,
        edition.proofreader,
    ]
    plurals = [f"/api/{kind}s/" for kind in KINDS]
    one = [f"{plural}{row.slug}/" for plural, row in zip(plurals, names, strict=True)]
    return ["/api/", "/api/stories/", "/api/changes/", f"/api/stories/{edition.story_id}/", *plurals, *one]
