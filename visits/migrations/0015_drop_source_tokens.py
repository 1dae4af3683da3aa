from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("visits", "0014_move_source_tokens")]
    operations = [migrations.DeleteModel(name="SourceToken")]
