from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "blocs"

    def ready(self) -> None:
        from blocs import how_to, navigation  # models are there only now

        how_to.register()
        navigation.register()
