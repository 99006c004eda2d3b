"""How often one address may ask pages that are open to everybody, and a program its own."""

from django.core.cache import cache
from django.http import HttpRequest

from emulation import visitors

PER_MINUTE = 60  # a whole office may stand behind one address


def asks_too_often(request: HttpRequest, action: str, limit: int = PER_MINUTE) -> bool:
    """Counts this request; the count begins anew a minute after its first one."""
    return too_many(f"{action}:{visitors.address_of(request)}", limit)


def too_many(who: str, limit: int) -> bool:
    """The same for whoever is told apart otherwise than by an address."""
    key = f"asked:{who}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > limit
    except ValueError:  # the minute ended between the two lines
        return False
