"""What a page of ours may load: our own files and nothing else."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF


def with_sign_on(policy: dict[str, Any], server: str) -> dict[str, Any]:
    """A form that leads to the office's server is one of ours, and is sent on from here to there."""
    if not server:
        return policy
    place = urlsplit(server)
    rules = policy["DIRECTIVES"]
    return {
        "DIRECTIVES": rules | {"form-action": [*rules["form-action"], f"{place.scheme}://{place.netloc}"]}
    }


POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
