from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """Accounts are opened for people by an administrator; nobody opens their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
