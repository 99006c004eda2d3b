from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from blocs import usual


def fill_the_library(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    usual.load(apps.get_model("blocs", "UsualLine"))


class Migration(migrations.Migration):
    dependencies = [("blocs", "0003_sent_season_files")]

    operations = [migrations.RunPython(fill_the_library, migrations.RunPython.noop)]
