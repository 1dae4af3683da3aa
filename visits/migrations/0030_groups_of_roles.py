"""The groups of readers, editors and administrators, with their rights."""

from __future__ import annotations

from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS_MAY = ("add_decision", "view_decision", "add_claim", "view_claim")


def make_groups(apps, schema_editor):
    # Permissions are made after all migrations otherwise: too late for who needs them here.
    create_permissions(all_apps.get_app_config("visits"), verbosity=0, apps=apps)
    Group = apps.get_model("auth", "Group")
    ours = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="visits")
    Group.objects.get_or_create(name="readers")
    editors, _ = Group.objects.get_or_create(name="editors")
    editors.permissions.set(ours.filter(codename__in=EDITORS_MAY))
    admins, _ = Group.objects.get_or_create(name="admins")
    admins.permissions.set(ours)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0029_accounts_and_drafts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
