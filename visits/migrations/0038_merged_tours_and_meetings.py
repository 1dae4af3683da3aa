"""Tours and meetings that became part of another one are told of as merged, as visits are."""

from __future__ import annotations

from django.db import migrations

NOUNS = ("itinerary", "meeting")
HEARD = "".join(
    f"""
CREATE FUNCTION {noun}_is_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR OLD.{noun}_id <> NEW.{noun}_id THEN
    PERFORM change_noted('{noun}', NEW.old::text, 'merged', NEW.{noun}_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {noun}_is_merged AFTER INSERT OR UPDATE ON visits_{noun}redirect
  FOR EACH ROW EXECUTE FUNCTION {noun}_is_merged();
"""
    for noun in NOUNS
)
UNHEARD = "".join(
    f"DROP TRIGGER {noun}_is_merged ON visits_{noun}redirect; DROP FUNCTION {noun}_is_merged();\n"
    for noun in NOUNS
)


class Migration(migrations.Migration):
    dependencies = [("visits", "0037_office_changes_are_cheap")]
    operations = [migrations.RunSQL(HEARD, UNHEARD)]
