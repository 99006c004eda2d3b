"""The sign-on server of an office, run beside the tests, and the site that is told of it."""

from contextlib import contextmanager

import httpx
import oidc_provider_mock
from django.test import override_settings

from emulation import csp

NAME = "Cổng của tỉnh"


@contextmanager
def running():
    with oidc_provider_mock.run_server_in_thread(require_client_registration=False) as server:
        address = f"http://localhost:{server.server_port}"
        with override_settings(
            OIDC_SERVER_URL=address,
            OIDC_NAME=NAME,
            SOCIALACCOUNT_PROVIDERS=_told_of(address),
            CONTENT_SECURITY_POLICY=csp.with_sign_on(csp.POLICY, address),
        ):
            yield address


def _told_of(address):
    """As the site's environment would."""
    app = {
        "provider_id": "office",
        "name": NAME,
        "client_id": "thi-dua",
        "secret": "only-for-tests",
        "settings": {"server_url": address},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def knows(server, subject, **claims):
    """The server's own account of somebody."""
    httpx.put(f"{server}/users/{subject}", json=claims).raise_for_status()
