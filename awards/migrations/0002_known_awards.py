from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from awards import catalogue


def add_known_awards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue.load(apps.get_model("awards", "Award"))


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_awards_and_proposals")]

    operations = [migrations.RunPython(add_known_awards, migrations.RunPython.noop)]
