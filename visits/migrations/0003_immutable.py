"""Announcements and claims are immutable, and evidence is what stands in the text."""

from __future__ import annotations

from django.db import migrations

ANNOUNCEMENTS = """
CREATE FUNCTION announcement_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'announcement % is immutable: store a new revision', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER announcement_is_immutable BEFORE UPDATE ON visits_announcement
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION announcement_is_immutable();
"""
NO_ANNOUNCEMENTS = """
DROP TRIGGER announcement_is_immutable ON visits_announcement;
DROP FUNCTION announcement_is_immutable();
"""
CLAIMS = """
CREATE FUNCTION claim_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'claim % is immutable: supersede it', OLD.key
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER claim_is_immutable BEFORE UPDATE ON visits_claim
  FOR EACH ROW WHEN (
    (OLD.key, OLD.announcement_id, OLD.subject, OLD.value, OLD.evidence, OLD.side_id, OLD.rule,
     OLD.confidence, OLD.engine, OLD.created_at)
    IS DISTINCT FROM
    (NEW.key, NEW.announcement_id, NEW.subject, NEW.value, NEW.evidence, NEW.side_id, NEW.rule,
     NEW.confidence, NEW.engine, NEW.created_at)
  ) EXECUTE FUNCTION claim_is_immutable();

CREATE FUNCTION claim_quotes_its_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text;
  part record;
BEGIN
  SELECT text INTO told FROM visits_announcement WHERE id = NEW.announcement_id;
  FOR part IN SELECT key, value FROM jsonb_each(NEW.evidence) LOOP
    IF substr(told, (part.value ->> 'start')::int + 1,
              (part.value ->> 'end')::int - (part.value ->> 'start')::int)
       IS DISTINCT FROM part.value ->> 'quote' THEN
      RAISE EXCEPTION 'claim %: the quote of "%" does not stand at its span', NEW.key, part.key
        USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_quotes_its_text BEFORE INSERT ON visits_claim
  FOR EACH ROW EXECUTE FUNCTION claim_quotes_its_text();
"""
NO_CLAIMS = """
DROP TRIGGER claim_quotes_its_text ON visits_claim;
DROP FUNCTION claim_quotes_its_text();
DROP TRIGGER claim_is_immutable ON visits_claim;
DROP FUNCTION claim_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0002_records")]
    operations = [
        migrations.RunSQL(ANNOUNCEMENTS, NO_ANNOUNCEMENTS),
        migrations.RunSQL(CLAIMS, NO_CLAIMS),
    ]
