from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "blocs"

    def ready(self) -> None:
        from blocs import how_to, navigation  # models are there only now
        from blocs.selectors import log as log_reading
        from blocs.services import log, sign_on
        from documents.services import audit, rounds

        audit.register(log_reading.problems)
        rounds.register(log.link)
        log.follow()
        sign_on.follow()
        how_to.register()
        navigation.register()
