"""Parts that stand on every page and depend on nothing but the language: drawn once, then kept by the process."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def kept(template_name: str, **words: str) -> SafeString:
    """This template, given these words and nothing else: never the reader, the request or a form's token."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    where = settings.ROOT_URLCONF + get_script_prefix()
    return draw(template_name, get_language(), where, tuple(sorted(words.items())))


@lru_cache(maxsize=100)
def _drawn(
    template_name: str, language: str | None, where: str, words: tuple[tuple[str, str], ...]
) -> SafeString:
    return render_to_string(template_name, dict(words))
