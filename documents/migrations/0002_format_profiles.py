from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from documents import profiles


def add_format_profiles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    profiles.load(apps.get_model("documents", "FormatProfile"))


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(add_format_profiles, migrations.RunPython.noop)]
