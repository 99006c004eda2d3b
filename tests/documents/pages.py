"""Reading pages back, as a person would."""

from django.utils.html import strip_tags


def words_of(response):
    """All that is said on it, with single spaces."""
    return " ".join(strip_tags(response.content.decode()).split())
