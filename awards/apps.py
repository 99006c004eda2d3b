from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"

    def ready(self) -> None:
        from awards import exchange, how_to, navigation, notice_kinds  # models are there only now
        from awards.selectors import log_sources, retention_subjects, tallies
        from awards.services import used_ballots
        from blocs.exchange import sections
        from blocs.selectors import counting
        from blocs.services import log

        counting.register(tallies.counted)
        sections.register(exchange.SECTION)
        log_sources.register_all()
        retention_subjects.register_all()
        used_ballots.register_all()
        log.follow()
        how_to.register()
        navigation.register()
        notice_kinds.register()
