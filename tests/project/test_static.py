from django.core.management import call_command


def test_every_file_that_a_style_sheet_names_is_there(settings, tmp_path):
    """Servers give each file a name of its own making, and stop at one that leads nowhere."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
