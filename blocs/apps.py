from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "blocs"

    def ready(self) -> None:
        from blocs import how_to, navigation, notice_kinds  # models are there only now
        from blocs.selectors import log as log_reading
        from blocs.selectors import retention_subjects
        from blocs.services import disposals, disposers, former_people, log, sign_on, webhooks
        from documents.services import audit, rounds
        from emulation.notices import tidying
        from emulation.outbox import delivering, keeping

        audit.register(log_reading.problems)
        rounds.register(log.link)
        rounds.register(webhooks.due)
        rounds.register(delivering.deliver)
        rounds.register(keeping.tidy)
        rounds.register(tidying.tidy)
        rounds.register(disposals.take_files_away)
        retention_subjects.register_all()
        disposers.register_all()
        former_people.register_all()
        log.follow()
        sign_on.follow()
        how_to.register()
        navigation.register()
        notice_kinds.register()
