"""Telling other systems what has happened. Call as webhooks.tell(…), webhooks.send_again(…).

The message is a row, written in the transaction of what it tells of: where that is undone, nothing is told,
and where it holds, nothing is lost. A task sends it at once; a round every few minutes sends what is left.
Whoever dies between sending and writing it down leaves a message that is sent once more, under the same id.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from blocs.models import Delivery, OutsideSystem, Webhook
from blocs.rules import webhooks as rules
from blocs.services import outside_systems
from emulation import posting
from emulation.models import User
from emulation.verdicts import unless

State = Delivery.State
AT_WORK = timedelta(minutes=2)  # for which a message that is being sent is left alone
KEPT = timedelta(days=90)  # messages that arrived or were given up
AT_ONCE = 100  # messages of one round


@transaction.atomic
def set_up(
    system: OutsideSystem,
    *,
    address: str,
    kinds: Collection[str],
    new_secret: bool = False,
    by: User,
    at: datetime | None = None,
) -> str:
    """Where the system is told of what. Its secret where it is new, to be shown this once; else empty."""
    at = at or timezone.now()
    outside_systems.hold_open(system, by, at)
    webhook = Webhook.objects.filter(system=system).first() or Webhook(system=system)
    before = _words(webhook)
    webhook.address, webhook.ended_at = address, None
    webhook.kinds = [kind.value for kind in Webhook.Kind if kind in kinds]
    _check(webhook)
    secret = token_urlsafe(32) if new_secret or not webhook.sealed_secret else ""
    if secret:
        webhook.secret = secret
    webhook.save()
    if secret or _words(webhook) != before:
        outside_systems.tell(system, "set_webhook", by, at, _words(webhook))
    return secret


@transaction.atomic
def stop(system: OutsideSystem, *, by: User, at: datetime | None = None) -> None:
    """The system is told nothing from now on; what still waits is given up. Stopped twice is stopped."""
    at = at or timezone.now()
    outside_systems.hold_open(system, by, at)
    webhook = Webhook.objects.filter(system=system, ended_at__isnull=True).first()
    if webhook is None:
        return
    webhook.ended_at = at
    webhook.save(update_fields=["ended_at"])
    webhook.deliveries.waiting().update(state=State.FAILED, outcome="stopped")
    outside_systems.tell(system, "stop_webhook", by, at)


@transaction.atomic
def send_again(delivery: Delivery, *, seen: int, by: User, at: datetime | None = None) -> None:
    """As if it had never been tried. `seen` tells the tries on the page: pressed twice, it goes once."""
    at = at or timezone.now()
    webhook = delivery.webhook
    outside_systems.hold_open(webhook.system, by, at)
    webhook.refresh_from_db()
    unless(webhook.ended_at is None, _("This system is told nothing any more.")).or_refuse()
    delivery.refresh_from_db(from_queryset=Delivery.objects.select_for_update(no_key=True))
    if delivery.attempts != seen:
        return
    delivery.state, delivery.since, delivery.next_at = State.WAITING, delivery.attempts, at
    delivery.save(update_fields=["state", "since", "next_at"])
    _hand_over(delivery.pk)


def tell(kind: str, thing: Model, line: Any, *, province: int, path: str) -> None:
    """Whoever wishes to know, and may read it. Called in the transaction that wrote this line of history.

    `path` is where the interface tells more: of the thing, or of what it belongs to.
    """
    told = {"kind": kind, "what": thing._meta.model_name, "thing": thing.pk, "row": line.pk, "path": path}
    hooks = Webhook.objects.filter(
        system__province=province, system__ended_at__isnull=True, ended_at__isnull=True
    ).select_related("system")
    for hook in hooks:
        if kind in hook.kinds and rules.NEEDS[Webhook.Kind(kind)] in hook.system.scopes:
            delivery = hook.deliveries.create(**told, at=line.at, next_at=line.at)
            _hand_over(delivery.pk)


@task()
def deliver(delivery: int) -> None:
    """Send one message, if nobody else does at this moment and its time has come."""
    send(delivery, at=timezone.now())


def send(key: int, *, at: datetime) -> None:
    due = Delivery.objects.waiting().filter(pk=key, next_at__lte=at)
    if not due.update(next_at=at + AT_WORK, attempts=F("attempts") + 1):
        return  # sent, given up, or in somebody's hands
    delivery = Delivery.objects.select_related("webhook__system").get(pk=key)
    outcome = _posted(delivery, at)
    if outcome.startswith("2"):
        fields = {"state": State.SENT, "sent_at": at}
    else:
        following = rules.next_try(delivery.attempts - delivery.since, at)
        fields = {"next_at": following} if following else {"state": State.FAILED}
    mine = Delivery.objects.waiting().filter(pk=key, attempts=delivery.attempts)
    mine.update(outcome=outcome, **fields)


def due(*, at: datetime | None = None) -> None:
    """What was not sent at once, and what has to be tried again; old messages go."""
    at = at or timezone.now()
    Delivery.objects.exclude(state=State.WAITING).filter(at__lt=at - KEPT).delete()
    keys = Delivery.objects.waiting().filter(next_at__lte=at).order_by("next_at", "pk")
    for key in list(keys.values_list("pk", flat=True)[:AT_ONCE]):
        deliver.enqueue(key)


def _posted(delivery: Delivery, at: datetime) -> str:
    webhook = delivery.webhook
    if webhook.system.has_ended or webhook.ended_at is not None:
        return "stopped"
    content = rules.body(delivery, settings.SITE_ADDRESS)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "thi-dua",
        "X-Thi-Dua-Delivery": str(delivery.pk),
        "X-Thi-Dua-Signature": rules.signature(webhook.secret, at, content),
    }
    try:
        return str(posting.post(webhook.address, content, headers))
    except posting.Unreachable as error:
        return error.kind


def _hand_over(key: int) -> None:
    transaction.on_commit(partial(deliver.enqueue, key))


def _check(webhook: Webhook) -> None:
    wrong: dict[str, Any] = {}
    target = posting.target(webhook.address)
    if target is None or len(webhook.address) > 300:
        wrong["address"] = _("Write a whole web address, for example https://congdulieu.example.vn/thi-dua.")
    elif not posting.may_be_named(target):
        wrong["address"] = _(
            "Only addresses that begin with https:// in the internet, or that the site's settings allow."
        )
    if not webhook.kinds:
        wrong["kinds"] = _("Choose at least one thing of which the system is told.")
    for kind in webhook.kinds:
        scope = rules.NEEDS[Webhook.Kind(kind)]
        if scope not in webhook.system.scopes:
            wrong["kinds"] = _("The system may not read “%(scope)s”; let it read that first.") % {
                "scope": scope.label
            }
    if wrong:
        raise ValidationError(wrong)


def _words(webhook: Webhook) -> str:
    return f"{webhook.address}: {'; '.join(webhook.kind_labels)}"
