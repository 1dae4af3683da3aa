"""What a webhook was sent under one id never changes."""

from __future__ import annotations

from django.db import migrations

KEPT = """
CREATE FUNCTION webhook_message_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'webhook message % is immutable: send another one', OLD.name
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER webhook_message_is_immutable BEFORE UPDATE ON visits_webhookmessage
  FOR EACH ROW WHEN (
    (OLD.webhook_id, OLD.number, OLD.name, OLD.event, OLD.body)
    IS DISTINCT FROM (NEW.webhook_id, NEW.number, NEW.name, NEW.event, NEW.body)
  ) EXECUTE FUNCTION webhook_message_is_immutable();
"""
NOT_KEPT = """
DROP TRIGGER webhook_message_is_immutable ON visits_webhookmessage;
DROP FUNCTION webhook_message_is_immutable();
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0022_webhooks")]
    operations = [migrations.RunSQL(KEPT, NOT_KEPT)]
