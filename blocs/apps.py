from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "blocs"

    def ready(self) -> None:
        from blocs import navigation  # models are there only now

        navigation.register()
