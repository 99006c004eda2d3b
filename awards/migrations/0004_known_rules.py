from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from awards import catalogue


def add_known_rules(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    award = apps.get_model("awards", "Award")
    catalogue.load(award)
    catalogue.load_rules(award, apps.get_model("awards", "RuleSet"), apps.get_model("awards", "AwardRule"))


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_catalogue_rules_honours")]

    operations = [migrations.RunPython(add_known_rules, migrations.RunPython.noop)]
