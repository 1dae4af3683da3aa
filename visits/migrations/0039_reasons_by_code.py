"""Reasons of rows and notes of tables are codes with values; those told before stay as they were."""

from __future__ import annotations

from django.db import migrations, models

CODED = """
ALTER TABLE visits_importrow ALTER COLUMN reasons TYPE jsonb USING
  CASE WHEN reasons = '' THEN '[]'::jsonb
  ELSE jsonb_build_array(jsonb_build_object('code', 'as_told', 'text', reasons)) END;
UPDATE visits_importbatch SET notes = (
  SELECT jsonb_agg(jsonb_build_object('code', 'as_told', 'text', note))
  FROM jsonb_array_elements_text(notes) AS note
) WHERE jsonb_array_length(notes) > 0;
"""
PLAIN = """
ALTER TABLE visits_importrow ALTER COLUMN reasons TYPE varchar(500) USING
  coalesce(left(reasons -> 0 ->> 'text', 500), left(reasons -> 0 ->> 'code', 500), '');
UPDATE visits_importbatch SET notes = (
  SELECT jsonb_agg(coalesce(note ->> 'text', note ->> 'code'))
  FROM jsonb_array_elements(notes) AS note
) WHERE jsonb_array_length(notes) > 0;
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0038_merged_tours_and_meetings")]
    operations = [
        migrations.RenameField("importrow", "reason", "reasons"),
        migrations.RunSQL(
            CODED,
            PLAIN,
            state_operations=[
                migrations.AlterField(
                    "importrow", "reasons", models.JSONField(blank=True, default=list)
                )
            ],
        ),
    ]
