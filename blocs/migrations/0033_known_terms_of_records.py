from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from blocs import known_retention


def add_known_terms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    known_retention.load(apps.get_model("blocs", "RetentionRule"))


class Migration(migrations.Migration):
    dependencies = [("blocs", "0032_retention")]

    operations = [migrations.RunPython(add_known_terms, migrations.RunPython.noop)]
