from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0020_known_statistical_forms")]

    operations = [
        migrations.RemoveField("option", "on_paper"),
        migrations.AddField("papercount", "agreeing", models.BinaryField(default=bytes, editable=False)),
    ]
