"""Which offices changed is found first, apart from who holds them.

The plan of the one query was kept from the session's first change, often of one row, and compared
each of many changed offices with each office that was, and these with each tenure.
"""

from __future__ import annotations

from django.db import migrations

HEARD = """
CREATE OR REPLACE FUNCTION office_update_is_a_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed bigint[];
BEGIN
  SELECT array_agg(n.id) INTO changed FROM old_rows o JOIN new_rows n USING (id)
  WHERE (o.key, o.country_id, o.role, o.rank, o.names)
        IS DISTINCT FROM (n.key, n.country_id, n.role, n.rank, n.names);
  IF changed IS NOT NULL THEN
    PERFORM change_noted('official', slug, 'changed') FROM (
      SELECT DISTINCT p.slug::text AS slug FROM visits_tenure t
      JOIN visits_official p ON p.id = t.official_id WHERE t.office_id = ANY (changed)
    ) AS told;
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0036_itinerary_and_meeting_redirects")]
    operations = [migrations.RunSQL(HEARD, migrations.RunSQL.noop)]
