"""On PostgreSQL: the index of words and labels knows when a story is of, so that the newest that answer are found
without all others; on SQLite: labels in an index that has them in the order of date.

An era is a stretch of 64 minutes times a power of eight, and its number: each place lies in one of every length, and
any time is covered by a few of one length.
"""

from django.db import migrations

# A place is 2 ** 31 to the minute: see articles/search/places.py.
ERAS = """
CREATE FUNCTION search_eras(place bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY[
        place >> 37, (place >> 40) | (1::bigint << 40), (place >> 43) | (2::bigint << 40),
        (place >> 46) | (3::bigint << 40), (place >> 49) | (4::bigint << 40), (place >> 52) | (5::bigint << 40),
        (place >> 55) | (6::bigint << 40), (place >> 58) | (7::bigint << 40)
    ]
$$
"""
# The eras that cover the time between two places: fewer than 17, of the shortest length of which so few do.
COVER = """
CREATE FUNCTION search_cover(since bigint, until bigint) RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(era | (size << 40))
    FROM (
        SELECT size, 37 + 3 * size::integer AS bits FROM generate_series(0::bigint, 7) AS size
        WHERE (until >> (37 + 3 * size::integer)) - (since >> (37 + 3 * size::integer)) < 16
        ORDER BY size LIMIT 1
    ) AS shortest, generate_series(since >> bits, until >> bits) AS era
$$
"""
# Between two places, how far so many documents reach from the one end, and the eras that cover them. Where they are many,
# that is about so: by how documents are spread, as ANALYZE has found; where it has found nothing yet, to the other end.
REACH = """
CREATE FUNCTION search_reach(
    since bigint, until bigint, many bigint, oldest boolean, OUT low bigint, OUT high bigint, OUT eras bigint[]
) LANGUAGE plpgsql STABLE SET enable_indexscan = on SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    reached bigint;
    ends bigint[];
    rows real;
    step bigint;
BEGIN
    IF many > 5000 THEN
        SELECT histogram_bounds::text::bigint[] INTO ends FROM pg_stats
        WHERE schemaname = current_schema AND tablename = 'search_edition' AND attname = 'place';
        SELECT greatest(reltuples, 1) INTO rows FROM pg_class WHERE oid = 'search_edition'::regclass;
        step := least(ceil(many::real * cardinality(ends) / rows), cardinality(ends));
        reached := ends[CASE WHEN oldest THEN width_bucket(since, ends) + 1 + step ELSE width_bucket(until, ends) - step END];
    ELSIF oldest THEN
        SELECT place INTO reached FROM search_edition WHERE place >= since AND place < until
        ORDER BY place OFFSET many LIMIT 1;
    ELSE
        SELECT place INTO reached FROM search_edition WHERE place >= since AND place < until
        ORDER BY place DESC OFFSET many LIMIT 1;
    END IF;
    low := CASE WHEN oldest THEN since ELSE greatest(since, reached) END;
    high := CASE WHEN oldest THEN least(until, reached) ELSE until END;
    eras := search_cover(
        (SELECT place FROM search_edition WHERE place >= low ORDER BY place LIMIT 1),
        (SELECT place FROM search_edition WHERE place < high ORDER BY place DESC LIMIT 1)
    );
END
$$
"""
POSTGRESQL = {
    ERAS: "DROP FUNCTION search_eras",
    COVER: "DROP FUNCTION search_cover",
    REACH: "DROP FUNCTION search_reach",
    "DROP INDEX search_edition_terms": "CREATE INDEX search_edition_terms ON search_edition USING gin (terms)",
    "CREATE INDEX search_edition_terms ON search_edition USING gin (terms, search_eras(place))":
        "DROP INDEX search_edition_terms",
    # What a document is filed under is among its terms.
    "DROP INDEX search_edition_filed": "CREATE INDEX search_edition_filed ON search_edition USING gin (filed)",
}  # fmt: skip
SQLITE = {
    "CREATE INDEX search_edition_labels ON search_edition (place, labels)": "DROP INDEX search_edition_labels"
}


def put_up(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    ways = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for statement in reversed(ways.values()):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_flat_lists")]
    operations = [migrations.RunPython(put_up, take_down)]
