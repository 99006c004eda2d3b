"""Pictures that people send in to be shown: bounded and drawn anew, so that nothing else comes along."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from emulation import viruses
from emulation.verdicts import Refused, unless

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
FORMATS = ("PNG", "JPEG", "WEBP")
ACCEPTED = "image/png,image/jpeg,image/webp"


def redrawn(content: bytes) -> bytes:
    """As a JPEG of ours: upright, at most 1600 points a side, without the camera's notes of place and time.

    Raises Refused for what is no picture, whatever its name says.
    """
    unless(bool(content), _("The file is empty.")).or_refuse()
    unless(len(content) <= LARGEST, _("The picture is larger than 10 MB; make it smaller.")).or_refuse()
    viruses.refuse_infected(content)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(_("The picture is too large; at most 50 million points."))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except Refused:
        raise
    except Exception as error:  # whatever a broken picture makes the library raise
        raise Refused(
            _("This is not a picture that can be shown. Send a PNG, JPEG or WEBP, as a camera saves it.")
        ) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    paper = Image.new("RGB", upright.size, "white")  # what is transparent
    paper.paste(upright, mask=upright.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
