from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

KEPT = (
    "source_id",
    "label",
    "beginning",
    "digest",
    "created_at",
    "created_by",
    "last_used_at",
    "revoked_at",
)


def move(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    old, new = apps.get_model("visits", "SourceToken"), apps.get_model("visits", "ApiToken")
    rows = old.objects.using(editor.connection.alias).order_by("pk")
    new.objects.using(editor.connection.alias).bulk_create(
        new(scopes=["push"], **{name: getattr(row, name) for name in KEPT}) for row in rows
    )


def move_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    old, new = apps.get_model("visits", "SourceToken"), apps.get_model("visits", "ApiToken")
    rows = new.objects.using(editor.connection.alias).exclude(source=None).order_by("pk")
    old.objects.using(editor.connection.alias).bulk_create(
        old(**{name: getattr(row, name) for name in KEPT}) for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("visits", "0013_api_tokens")]
    operations = [migrations.RunPython(move, move_back)]
