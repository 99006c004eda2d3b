from django.db import migrations


def have_them_counted_again(apps, schema_editor):
    """Sums that lay open are gone; the board enters those of ballots between box and urn once more."""
    apps.get_model("awards", "PaperCount").objects.filter(ballot__status="closed").delete()


class Migration(migrations.Migration):
    dependencies = [("awards", "0021_sealed_sums_of_the_box")]

    operations = [migrations.RunPython(have_them_counted_again, migrations.RunPython.noop)]
