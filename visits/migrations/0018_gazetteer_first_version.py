"""What the gazetteer holds already has a version."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("visits", "0017_gazetteer_version")]
    operations = [
        migrations.RunSQL("SELECT gazetteer_is_another()", migrations.RunSQL.noop),
    ]
