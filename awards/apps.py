from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self) -> None:
        from awards import exchange, how_to, navigation  # models are there only now
        from awards.selectors import tallies
        from blocs.exchange import sections
        from blocs.selectors import counting

        counting.register(tallies.counted)
        sections.register(exchange.SECTION)
        how_to.register()
        navigation.register()
