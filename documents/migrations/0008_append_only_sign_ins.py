from django.db import migrations

from documents import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_remote_credentials"), ("emulation", "0004_sign_ins")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: append_only.protect(editor.connection), migrations.RunPython.noop
        )
    ]
