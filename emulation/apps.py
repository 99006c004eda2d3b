from django.apps import AppConfig


class EmulationConfig(AppConfig):
    name = "emulation"
    verbose_name = "Emulation"

    def ready(self) -> None:
        from emulation import (
            checks,  # noqa: F401  registers the system checks
            sign_in_letters,  # models are there only now
        )

        sign_in_letters.follow()
