from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from awards import catalogue


def add_known_forms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue.load_statistical_forms(
        apps.get_model("awards", "StatisticalForm"),
        apps.get_model("awards", "StatisticalLine"),
        apps.get_model("awards", "Award"),
    )


class Migration(migrations.Migration):
    dependencies = [("awards", "0019_statistical_forms")]

    operations = [migrations.RunPython(add_known_forms, migrations.RunPython.noop)]
