"""How the page at hand is used, with the terms on it from the glossary."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language

from blocs.selectors import glossary
from emulation import how_to as guides
from emulation.how_to import TermShown

register = template.Library()


@register.inclusion_tag("components/how_to.html", takes_context=True)
def how_to(context: Context) -> dict[str, Any]:
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    guide = guides.guide(match.view_name) if match else None
    return {"guide": guide, "terms": [_term(slug) for slug in guide.terms] if guide else []}


def _term(slug: str) -> TermShown:
    found = next(term for term in glossary.terms() if term.slug == slug)
    label = found.vi if get_language() == "vi" else found.en
    return TermShown(label, found.meaning, found.source, f"{reverse('blocs:glossary')}#{slug}")
