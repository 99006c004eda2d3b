"""Asks the site on this machine whether it is well; ends with 1 when it is not."""

import os
import sys
import urllib.request

address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/"
# As if through the proxy, whose word the site takes for the protocol.
host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
request = urllib.request.Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"})
try:
    with urllib.request.urlopen(request, timeout=8) as response:  # noqa: S310  our own address
        well = response.status == 200
except OSError as error:
    sys.exit(str(error))
sys.exit(0 if well else 1)
