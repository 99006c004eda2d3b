"""Lines of the log about the office's sign-on, which joins and parts accounts of its own to ours."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.utils import timezone

from blocs.selectors import own_data
from emulation import sign_on


def follow() -> None:
    """From now on: in the transaction of whoever joins or parts."""
    social_account_added.connect(_joined, dispatch_uid="log of joined sign-ons")
    social_account_removed.connect(_parted, dispatch_uid="log of parted sign-ons")


def _joined(sender: type[SocialLogin], sociallogin: SocialLogin, **kwargs: Any) -> None:
    _write(sociallogin.account, "join_sign_on")


def _parted(sender: type[SocialAccount], socialaccount: SocialAccount, **kwargs: Any) -> None:
    _write(socialaccount, "part_sign_on")


def _write(account: SocialAccount, step: str) -> None:
    """By the person's own hand; who has no province is in nobody's log."""
    province = own_data.province_of(account.user)
    if province is not None:
        account.user.account_changes.create(
            province=province,
            actor=account.user,
            step=step,
            note=sign_on.name_of(account),
            at=timezone.now(),
        )
