"""Checks that Django runs at start-up. What a whole machine needs is looked at by check_system."""

import os
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def site_address_is_set(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """QR codes on papers and links in mails carry the address; it must not point to this machine."""
    if "127.0.0.1" in settings.SITE_ADDRESS or "localhost" in settings.SITE_ADDRESS:
        return [
            Warning(
                "SITE_ADDRESS points to this machine: codes on printed papers would lead nowhere.",
                hint="Set SITE_ADDRESS to the public address, e.g. https://thidua.example.gov.vn.",
                id="emulation.W001",
            )
        ]
    return []


@register(deploy=True)
def figures_have_a_folder(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.METRICS_TOKEN and not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return [
            Warning(
                "METRICS_TOKEN is set without PROMETHEUS_MULTIPROC_DIR: each process tells its own figures.",
                hint="Set PROMETHEUS_MULTIPROC_DIR to a folder in memory, e.g. /run/thi-dua/metrics.",
                id="emulation.W002",
            )
        ]
    return []
