from django.db import migrations


def fill(apps, schema_editor):
    """The columns compute themselves when they are saved."""
    people = apps.get_model("emulation", "User").objects
    for person in people.iterator():
        person.save(update_fields=["full_name", "phone", "sort_key", "search_text"])


class Migration(migrations.Migration):
    dependencies = [("emulation", "0002_names_in_order")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
