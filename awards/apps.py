from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self) -> None:
        from awards import exchange, navigation  # models are there only now
        from blocs.exchange import sections

        sections.register(exchange.SECTION)
        navigation.register()
