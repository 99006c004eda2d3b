from django.db import migrations

from documents import append_only


class Migration(migrations.Migration):
    dependencies = [("blocs", "0034_disposal")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: append_only.protect(editor.connection), migrations.RunPython.noop
        )
    ]
