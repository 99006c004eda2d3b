"""Figures of the running site for Prometheus: requests by view and status, their time, work that waits."""

import os
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from emulation import replica


class WaitingWork(Collector):
    """How much long work there is by its state. Nothing while the database is down: /health/ tells that."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        tasks = GaugeMetricFamily("thi_dua_tasks", "Pieces of long work by their state", labels=["status"])
        try:
            for status, number in DBTaskResult.objects.values_list("status").annotate(Count("pk")).order_by():
                tasks.add_metric([status.lower()], number)
        except DatabaseError:
            return
        yield tasks


class Replica(Collector):
    """Whether reports read from the standby, and how late it is; nothing where there is none."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if not replica.is_set():
            return
        look = replica.look()
        used = int(look.state is replica.State.OK)
        yield GaugeMetricFamily("thi_dua_replica_used", "1: reports read from the replica", value=used)
        if look.lag is not None:
            told = "Seconds that the replica is late"
            yield GaugeMetricFamily("thi_dua_replica_lag_seconds", told, value=look.lag)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer whoever knows METRICS_TOKEN, for all processes together; anybody else finds no such page."""
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(
        request.headers.get("Authorization", ""), wanted
    ):
        raise Http404
    page = generate_latest(_of_all_processes()) + generate_latest(_of_the_database())
    return HttpResponse(page, content_type=CONTENT_TYPE_LATEST)


def _of_all_processes() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # by its library
    return registry


def _of_the_database() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(WaitingWork())
    registry.register(Replica())
    return registry
