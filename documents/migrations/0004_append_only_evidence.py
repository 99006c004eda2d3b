from django.db import migrations

from documents import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_signing")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: append_only.protect(editor.connection),
            lambda apps, editor: append_only.lift(editor.connection),
        )
    ]
