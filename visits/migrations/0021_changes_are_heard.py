"""The sequence of changes is heard: triggers write down whatever happens to a record that the API tells.

Statements are heard as a whole, so that a load of ten thousand rows costs one more statement.
"""

from __future__ import annotations

from django.db import migrations

NOTE = """
CREATE FUNCTION change_noted(of_noun text, of_object text, what text, merged_into text DEFAULT '')
RETURNS void LANGUAGE sql AS $$
  INSERT INTO visits_change AS c (noun, object, event, "into", transaction)
  VALUES (of_noun, of_object, what, merged_into, pg_current_xact_id()::text::bigint)
  ON CONFLICT (transaction, noun, object) WHERE number IS NULL DO UPDATE
  SET event = CASE
        WHEN EXCLUDED.event = 'created' THEN CASE c.event WHEN 'deleted' THEN 'changed' ELSE 'created' END
        WHEN c.event = 'merged' AND EXCLUDED.event <> 'merged' THEN c.event
        WHEN c.event IN ('created', 'cancelled', 'deleted') AND EXCLUDED.event = 'changed' THEN c.event
        WHEN c.event = 'created' AND EXCLUDED.event = 'cancelled' THEN c.event
        ELSE EXCLUDED.event END,
      "into" = CASE WHEN EXCLUDED.event = 'merged' THEN EXCLUDED."into"
                    WHEN c.event = 'merged' AND EXCLUDED.event <> 'created' THEN c."into"
                    ELSE '' END;
$$;
"""
NO_NOTE = "DROP FUNCTION change_noted(text, text, text, text);"

# Numbers are given after the commit of what they number. One batch at a time: whoever waits here
# counts on from what was committed before. Each statement sees what is committed when it begins.
NUMBER = """
CREATE FUNCTION changes_numbered(of_nouns text[]) RETURNS TABLE (latest bigint, latest_at timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz;
BEGIN
  IF current_setting('transaction_read_only') = 'off'
     AND EXISTS (SELECT FROM visits_change WHERE number IS NULL) THEN
    PERFORM pg_advisory_xact_lock(7308895187);
    SELECT greatest(clock_timestamp(), max(at)) INTO moment FROM visits_change;
    UPDATE visits_change AS c SET number = counted.number, at = moment
    FROM (
      SELECT id, (SELECT coalesce(max(l.number), 0) FROM visits_change l)
                 + row_number() OVER (ORDER BY id) AS number
      FROM (SELECT id FROM visits_change WHERE number IS NULL ORDER BY id LIMIT 50000) AS waiting
    ) AS counted
    WHERE c.id = counted.id;
  END IF;
  RETURN QUERY
    SELECT last.number, last.at FROM unnest(of_nouns) AS asked,
    LATERAL (SELECT c.number, c.at FROM visits_change c
             WHERE c.noun = asked AND c.number IS NOT NULL ORDER BY c.number DESC LIMIT 1) AS last
    ORDER BY last.number DESC LIMIT 1;
END $$;
"""
NO_NUMBER = "DROP FUNCTION changes_numbered(text[]);"

# What each table's rows say of which record, as (noun, object, event) for rows that were added
# (`n`), changed (`o` became `n`) and taken away (`o`).
SHOWN = "{row}.state <> 'rejected'"


def _plain(noun, name, told="o IS DISTINCT FROM n"):
    return {
        "INSERT": f"SELECT '{noun}', n.{name}::text, 'created' FROM new_rows n",
        "UPDATE": f"SELECT '{noun}', n.{name}::text, CASE WHEN o.{name} = n.{name} THEN 'changed' "
        f"ELSE 'created' END FROM old_rows o JOIN new_rows n USING (id) WHERE {told} UNION ALL "
        f"SELECT '{noun}', o.{name}::text, 'deleted' FROM old_rows o JOIN new_rows n USING (id) "
        f"WHERE o.{name} <> n.{name}",
        "DELETE": f"SELECT '{noun}', o.{name}::text, 'deleted' FROM old_rows o",
    }


def _stateful(noun, name, cancelled=""):
    became = f"WHEN {cancelled} THEN 'cancelled' " if cancelled else ""
    moved = (
        f" UNION ALL SELECT '{noun}', o.{name}::text, 'deleted' FROM old_rows o "
        f"JOIN new_rows n USING (id) WHERE o.{name} <> n.{name} AND o.state <> 'rejected'"
        if name != "id"
        else ""
    )
    return {
        "INSERT": f"SELECT '{noun}', n.{name}::text, 'created' FROM new_rows n "
        "WHERE n.state <> 'rejected'",
        "UPDATE": f"SELECT '{noun}', n.{name}::text, CASE WHEN n.state = 'rejected' THEN 'deleted' "
        f"WHEN o.state = 'rejected' OR o.{name} <> n.{name} THEN 'created' {became}ELSE 'changed' END "
        "FROM old_rows o JOIN new_rows n USING (id) WHERE o IS DISTINCT FROM n "
        f"AND NOT (o.state = 'rejected' AND n.state = 'rejected'){moved}",
        "DELETE": f"SELECT '{noun}', o.{name}::text, 'deleted' FROM old_rows o "
        "WHERE o.state <> 'rejected'",
    }


def _part(noun, column, owner=""):
    """Rows that belong to a record: it is changed. `owner` joins it where its name is a slug."""
    name = f"p.{owner}" if owner else f"r.{column}"
    join = f" JOIN visits_{noun} p ON p.id = r.{column}" if owner else ""
    changed = f"SELECT DISTINCT '{noun}', {name}::text, 'changed' FROM {{rows}} r{join}"
    both = (
        f"(SELECT {column} FROM new_rows n WHERE NOT EXISTS (SELECT FROM old_rows o WHERE o = n) UNION "
        f"SELECT {column} FROM old_rows o WHERE NOT EXISTS (SELECT FROM new_rows n WHERE o = n))"
    )
    return {
        "INSERT": changed.format(rows="new_rows"),
        "UPDATE": changed.format(rows=both),
        "DELETE": changed.format(rows="old_rows"),
    }


def _with(*several):
    return {event: " UNION ALL ".join(one[event] for one in several) for event in several[0]}


_ITINERARY_OF_VISIT = {
    "INSERT": "SELECT DISTINCT 'itinerary', n.itinerary_id::text, 'changed' FROM new_rows n",
    "UPDATE": "SELECT DISTINCT 'itinerary', moved.itinerary::text, 'changed' FROM old_rows o "
    "JOIN new_rows n USING (id), LATERAL (VALUES (o.itinerary_id), (n.itinerary_id)) "
    "AS moved(itinerary) WHERE o.itinerary_id <> n.itinerary_id OR o.state <> n.state",
    "DELETE": "SELECT DISTINCT 'itinerary', o.itinerary_id::text, 'changed' FROM old_rows o",
}
_OFFICE = {
    "UPDATE": "SELECT DISTINCT 'official', p.slug::text, 'changed' FROM old_rows o "
    "JOIN new_rows n USING (id) JOIN visits_tenure t ON t.office_id = n.id "
    "JOIN visits_official p ON p.id = t.official_id "
    "WHERE (o.key, o.country_id, o.role, o.rank, o.names) "
    "IS DISTINCT FROM (n.key, n.country_id, n.role, n.rank, n.names)",
}
_RETRACTED = (
    "JOIN visits_announcement a ON a.id = r.announcement_id OR a.root_id = r.announcement_id"
)
_RETRACTION = {
    "INSERT": f"SELECT DISTINCT 'announcement', a.id::text, 'changed' FROM new_rows r {_RETRACTED}",
    "UPDATE": f"SELECT DISTINCT 'announcement', a.id::text, 'changed' FROM new_rows r {_RETRACTED}",
    "DELETE": f"SELECT DISTINCT 'announcement', a.id::text, 'changed' FROM old_rows r {_RETRACTED}",
}
_CLAIM = {
    "INSERT": "SELECT 'claim', n.id::text, 'created' FROM new_rows n WHERE n.superseded_at IS NULL",
    "UPDATE": "SELECT 'claim', n.id::text, CASE WHEN n.superseded_at IS NULL THEN 'created' "
    "ELSE 'deleted' END FROM old_rows o JOIN new_rows n USING (id) "
    "WHERE (o.superseded_at IS NULL) <> (n.superseded_at IS NULL)",
    "DELETE": "SELECT 'claim', o.id::text, 'deleted' FROM old_rows o WHERE o.superseded_at IS NULL",
}
_COUNTRY_TOLD = "to_jsonb(o) - 'edited' IS DISTINCT FROM to_jsonb(n) - 'edited'"
_SOURCE_TOLD = (
    "(o.slug, o.name, o.url, o.country_id, o.side, o.tier, o.language, o.timezone, o.is_active) "
    "IS DISTINCT FROM "
    "(n.slug, n.name, n.url, n.country_id, n.side, n.tier, n.language, n.timezone, n.is_active)"
)
HEARD = {
    "country": {
        event: told.replace("USING (id)", "USING (code)")
        for event, told in _plain("country", "code", _COUNTRY_TOLD).items()
    },
    "official": _stateful("official", "slug"),
    "officialname": _part("official", "official_id", "slug"),
    "tenure": _part("official", "official_id", "slug"),
    "office": _OFFICE,
    "source": _plain("source", "slug", _SOURCE_TOLD),
    "announcement": _plain("announcement", "id"),
    "retraction": _RETRACTION,
    "claim": _CLAIM,
    "gathering": _plain("gathering", "slug"),
    "itinerary": _plain("itinerary", "id"),
    "visit": _with(
        _stateful("visit", "id", "n.status = 'cancelled' AND o.status <> 'cancelled'"),
        _ITINERARY_OF_VISIT,
    ),
    "visitmember": _part("visit", "visit_id"),
    "stop": _part("visit", "visit_id"),
    "visitclaim": _with(_part("visit", "visit_id"), _part("claim", "claim_id")),
    "meeting": _stateful("meeting", "id", "n.status = 'cancelled' AND o.status <> 'cancelled'"),
    "meetingparticipant": _part("meeting", "meeting_id"),
    "meeting_visits": _part("meeting", "meeting_id"),
    "meetingclaim": _with(_part("meeting", "meeting_id"), _part("claim", "claim_id")),
}
_TABLES = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
}


def _heard():
    statements = []
    for table, told in HEARD.items():
        for event, query in told.items():
            name = f"{table}_{event.lower()}_is_a_change"
            statements.append(f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM change_noted(noun, object, event) FROM ({query}) AS told(noun, object, event);
  RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON visits_{table} {_TABLES[event]}
  FOR EACH STATEMENT EXECUTE FUNCTION {name}();
""")
    return "".join(statements)


def _unheard():
    return "".join(
        f"DROP TRIGGER {table}_{event.lower()}_is_a_change ON visits_{table};\n"
        f"DROP FUNCTION {table}_{event.lower()}_is_a_change();\n"
        for table, told in HEARD.items()
        for event in told
    )


MERGED = """
CREATE FUNCTION visit_is_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR OLD.visit_id <> NEW.visit_id THEN
    PERFORM change_noted('visit', NEW.old::text, 'merged', NEW.visit_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER visit_is_merged AFTER INSERT OR UPDATE ON visits_visitredirect
  FOR EACH ROW EXECUTE FUNCTION visit_is_merged();
"""
NO_MERGED = """
DROP TRIGGER visit_is_merged ON visits_visitredirect;
DROP FUNCTION visit_is_merged();
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0020_change_sequence")]
    operations = [
        migrations.RunSQL(NOTE, NO_NOTE),
        migrations.RunSQL(NUMBER, NO_NUMBER),
        migrations.RunSQL(_heard(), _unheard()),
        migrations.RunSQL(MERGED, NO_MERGED),
    ]
