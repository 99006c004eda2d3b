"""Tags of every template: components with a body, dates and numbers as Vietnam writes them."""

from django import template

register = template.Library()
