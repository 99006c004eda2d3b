from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from awards import catalogue


def add_usual_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue.load_ballot_rules(apps.get_model("awards", "BallotRule"))


class Migration(migrations.Migration):
    dependencies = [("awards", "0008_ballot_rules")]

    operations = [migrations.RunPython(add_usual_rules, migrations.RunPython.noop)]
