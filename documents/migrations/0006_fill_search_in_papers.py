from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.apps.registry import Apps


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The column computes itself when it is saved."""
    for paper in apps.get_model("documents", "Paper").objects.iterator():
        paper.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_search_in_papers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
