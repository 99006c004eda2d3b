"""How often one address may ask pages that are open to everybody."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

PER_MINUTE = 60  # a whole office may stand behind one address


def asks_too_often(request: HttpRequest, action: str, limit: int = PER_MINUTE) -> bool:
    """Counts this request; the count begins anew a minute after its first one."""
    key = f"asked:{action}:{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the minute ended between the two lines
        return False
