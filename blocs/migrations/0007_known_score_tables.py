from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from blocs import catalogue


def add_known_score_tables(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue.load(apps)


class Migration(migrations.Migration):
    dependencies = [("blocs", "0006_score_tables")]

    operations = [migrations.RunPython(add_known_score_tables, migrations.RunPython.noop)]
