import logging

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        # It tells of each step of each paper, and of its own style sheets on being imported.
        logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

        from documents import inspection  # models are there only now

        inspection.register()
