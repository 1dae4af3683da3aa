"""The gazetteer's version is one row, which whatever changes it rewrites."""

from __future__ import annotations

from django.db import migrations, models

# The row stays locked until the change is committed: who asks meanwhile reads the old version, as
# they read the old rows. Proposed officials, whom linking makes all day, touch it in no case.
TRIGGERS = """
CREATE FUNCTION gazetteer_is_another() RETURNS void LANGUAGE sql AS $$
  INSERT INTO visits_gazetteerversion AS g (id, version) VALUES (1, gen_random_uuid())
  ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version;
$$;

CREATE FUNCTION gazetteer_hears_official() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (
      SELECT FROM old_rows o JOIN new_rows n USING (id)
      WHERE 'published' IN (o.state, n.state)
        AND (o.key, o.name, o.family, o.given, o.country_id, o.state)
            IS DISTINCT FROM (n.key, n.name, n.family, n.given, n.country_id, n.state)
    ) THEN PERFORM gazetteer_is_another(); END IF;
  ELSIF EXISTS (SELECT FROM changed_rows WHERE state = 'published') THEN
    PERFORM gazetteer_is_another();
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION gazetteer_hears_part_of_official() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (
      SELECT FROM old_rows o JOIN new_rows n USING (id)
      JOIN visits_official p ON p.id IN (o.official_id, n.official_id) AND p.state = 'published'
      WHERE o IS DISTINCT FROM n
    ) THEN PERFORM gazetteer_is_another(); END IF;
  ELSIF EXISTS (
    SELECT FROM changed_rows c
    JOIN visits_official p ON p.id = c.official_id AND p.state = 'published'
  ) THEN
    PERFORM gazetteer_is_another();
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION gazetteer_hears_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF EXISTS (
      SELECT FROM (SELECT to_jsonb(n) - 'edited' FROM new_rows n
                   EXCEPT SELECT to_jsonb(o) - 'edited' FROM old_rows o) AS news
    ) THEN PERFORM gazetteer_is_another(); END IF;
  ELSIF EXISTS (SELECT FROM changed_rows) THEN
    PERFORM gazetteer_is_another();
  END IF;
  RETURN NULL;
END $$;
"""
NO_TRIGGERS = """
DROP FUNCTION gazetteer_hears_row();
DROP FUNCTION gazetteer_hears_part_of_official();
DROP FUNCTION gazetteer_hears_official();
DROP FUNCTION gazetteer_is_another();
"""
HEARD = {
    "official": "official",
    "officialname": "part_of_official",
    "tenure": "part_of_official",
    "office": "row",
    "country": "row",
}
#: Transition tables are of one event alone, so each event has a trigger.
EVENTS = {
    "insert": "NEW TABLE AS changed_rows",
    "delete": "OLD TABLE AS changed_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}


def _of_table(table: str, function: str) -> migrations.RunSQL:
    made = [
        f"CREATE TRIGGER gazetteer_hears_{event} AFTER {event} ON visits_{table} "
        f"REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION gazetteer_hears_{function}()"
        for event, rows in EVENTS.items()
    ]
    undone = [f"DROP TRIGGER gazetteer_hears_{event} ON visits_{table}" for event in EVENTS]
    return migrations.RunSQL(made, undone)


class Migration(migrations.Migration):
    dependencies = [("visits", "0016_corrections")]
    operations = [
        migrations.CreateModel(
            name="GazetteerVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        *(_of_table(table, function) for table, function in HEARD.items()),
    ]
