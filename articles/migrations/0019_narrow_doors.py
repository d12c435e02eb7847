"""On PostgreSQL: narrow doors for a role that sees of the newsroom what readers see (``manage.py reader_role``).

Row security hides from such a role what is scheduled. What it must know all the same, or could not find quickly, it asks
of functions that run as their owner and tell no more than readers may know. Nobody may call them but their owner and
whoever is granted that. Row security also keeps the index of words from being used, since to look a word up in it could
tell of rows that are hidden; so to find documents is one of these functions, for everybody.

A word keeps the moment from which readers may know it, so that none is told before.
"""

from django.db import migrations, models

# Until when whoever asks one of these functions may know what begins: its owner always, all others until now.
KNOWN = """
CREATE FUNCTION articles_known_until() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN session_user = current_user AND current_setting('role') IN ('none', current_user) THEN 'infinity'
        ELSE clock_timestamp()
    END
$$
"""
# When an edition or a front page begins next after a moment: a page stands until then.
DUE = """
CREATE FUNCTION articles_due(at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER {path} AS $$
    SELECT least(
        (SELECT live_from FROM articles_edition WHERE live_from > at ORDER BY live_from LIMIT 1),
        (SELECT live_from FROM articles_arrangement WHERE live_from > at ORDER BY live_from LIMIT 1)
    )
$$
"""
# Whether a story was withdrawn without a word, at or after an edition of it that began then.
SILENCED = """
CREATE FUNCTION articles_silenced(story bigint, since timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER {path} AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM articles_edition
        WHERE story_id = story AND live_from >= since AND live_from <= now()
        AND withdrawal_reason IN ('legal', 'undone', 'never')
        AND (superseded_at > live_from OR made_at = live_from)
    );
END $$
"""
# Whether a story that was ever shown was begun at the desk, and not taken from a file.
BEGUN_HERE = """
CREATE FUNCTION articles_begun_here(story bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER {path} AS $$
BEGIN
    RETURN EXISTS (SELECT FROM articles_story WHERE id = story AND created_by_id IS NOT NULL)
        AND EXISTS (SELECT FROM articles_edition WHERE story_id = story AND live_from <= articles_known_until());
END $$
"""
# When the first edition was made of a story that was ever shown.
FIRST_MADE = """
CREATE FUNCTION articles_first_made(story bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER {path} AS $$
BEGIN
    RETURN (
        SELECT made_at FROM articles_edition WHERE story_id = story AND number = 1
        AND EXISTS (SELECT FROM articles_edition WHERE story_id = story AND live_from <= articles_known_until())
    );
END $$
"""
# The places of so many documents from low to before high that are live and answer to all that is asked for, in the order
# of date, with their labels: see articles/search/reaching.py. What is not asked for is null. No index is named here that
# the planner could be led from: it is given no way but that of words where words are asked for.
FIND = """
CREATE FUNCTION search_find(
    at timestamptz, low bigint, high bigint, asked tsquery, eras bigint[], labelled text[], heads text[], all_heads boolean,
    in_heads text[], wanted text[], unwanted text[], oldest boolean, many bigint, is_labelled boolean
) RETURNS TABLE (place bigint, labels text) LANGUAGE plpgsql STABLE SECURITY DEFINER {path} AS $find$
DECLARE
    anywhere text := $q$strpos(' ' || head || ' | ' || lead || ' | ' || body || ' | ' || credits || ' ', %L) %s 0$q$;
    by_words boolean := asked IS NOT NULL;
    begun timestamptz := least(at, articles_known_until());
    conditions text[] := '{{}}';
    named text;
BEGIN
    IF by_words THEN conditions := conditions || 'terms @@ $4'::text; END IF;
    IF eras IS NOT NULL THEN conditions := conditions || 'search_eras(place) && $5'::text; END IF;
    FOREACH named IN ARRAY coalesce(labelled, '{{}}') LOOP
        conditions := conditions || (
            SELECT '(' || string_agg(format($q$strpos(' ' || labels || ' ', %L) > 0$q$, ' ' || one || ' '), ' OR ') || ')'
            FROM unnest(string_to_array(named, ' ')) AS one
        );
    END LOOP;
    IF heads IS NOT NULL THEN
        conditions := conditions || format(
            $q$string_to_array(head, ' ') %s $6$q$, CASE WHEN all_heads THEN '@>' ELSE '&&' END
        );
    END IF;
    IF in_heads IS NOT NULL THEN
        conditions := conditions || (
            SELECT '(' || string_agg(
                format($q$strpos(' ' || head || ' ', %L) > 0$q$, one), CASE WHEN all_heads THEN ' AND ' ELSE ' OR ' END
            ) || ')' FROM unnest(in_heads) AS one
        );
    END IF;
    FOREACH named IN ARRAY coalesce(wanted, '{{}}') LOOP
        conditions := conditions || format(anywhere, named, '>');
    END LOOP;
    FOREACH named IN ARRAY coalesce(unwanted, '{{}}') LOOP
        conditions := conditions || format(anywhere, named, '=');
    END LOOP;
    RETURN QUERY EXECUTE
        'SELECT place, ' || CASE WHEN is_labelled THEN 'labels' ELSE 'NULL::text' END || ' FROM search_edition '
        'WHERE (live_from <= $8 AND superseded_at > $1) IS TRUE AND (place >= $2 AND place < $3)'
        || CASE WHEN by_words THEN ' IS TRUE' ELSE '' END
        || array_to_string(array_prepend('', conditions), ' AND ')
        || ' ORDER BY ' || CASE WHEN by_words THEN 'place + 0' ELSE 'place' END
        || CASE WHEN oldest THEN ' ASC' ELSE ' DESC' END || ' LIMIT $7'
        USING at, low, high, asked, eras, heads, many, begun;
END $find$
"""
# As in migration 0012, but of what is live or was.
REACH = """
CREATE OR REPLACE FUNCTION search_reach(
    since bigint, until bigint, many bigint, oldest boolean, OUT low bigint, OUT high bigint, OUT eras bigint[]
) LANGUAGE plpgsql STABLE {definer} {path} SET enable_indexscan = on SET enable_seqscan = off SET enable_bitmapscan = off
AS $$
DECLARE{known}
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
        SELECT place INTO reached FROM search_edition WHERE place >= since AND place < until {begun}
        ORDER BY place OFFSET many LIMIT 1;
    ELSE
        SELECT place INTO reached FROM search_edition WHERE place >= since AND place < until {begun}
        ORDER BY place DESC OFFSET many LIMIT 1;
    END IF;
    low := CASE WHEN oldest THEN since ELSE greatest(since, reached) END;
    high := CASE WHEN oldest THEN least(until, reached) ELSE until END;
    eras := search_cover(
        (SELECT place FROM search_edition WHERE place >= low {begun} ORDER BY place LIMIT 1),
        (SELECT place FROM search_edition WHERE place < high {begun} ORDER BY place DESC LIMIT 1)
    );
END
$$
"""
SEEN = "\n    seen timestamptz := articles_known_until();"
DOORS = {
    "articles_known_until()": KNOWN,
    "articles_due(timestamptz)": DUE,
    "articles_silenced(bigint, timestamptz)": SILENCED,
    "articles_begun_here(bigint)": BEGUN_HERE,
    "articles_first_made(bigint)": FIRST_MADE,
    "search_find(timestamptz, bigint, bigint, tsquery, bigint[], text[], text[], boolean, text[], text[], text[], boolean, "
    "bigint, boolean)": FIND,
    "search_reach(bigint, bigint, bigint, boolean)": REACH,
}


def put_up(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    path = path_of(schema_editor)
    for name, statement in DOORS.items():
        said = statement.format(
            path=path, definer="SECURITY DEFINER", known=SEEN, begun="AND live_from <= seen"
        )
        schema_editor.execute(said, params=None)
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC", params=None)


def take_down(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name in reversed(DOORS):
        schema_editor.execute(f"DROP FUNCTION {name}", params=None)
    schema_editor.execute(REACH.format(path="", definer="", known="", begun=""), params=None)


def path_of(schema_editor):
    """Where a function that runs as its owner looks for tables: nowhere that its caller could put one."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return f"SET search_path = {cursor.fetchone()[0]}, pg_temp"


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_access_tokens")]
    operations = [
        migrations.RunPython(put_up, take_down),
        migrations.AddField(
            model_name="searchword",
            name="known_from",
            field=models.DateTimeField(
                help_text="When the first edition that says it begins; null is long ago.", null=True
            ),
        ),
    ]
