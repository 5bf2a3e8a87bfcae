"""`{{ words|read_by:nameless }}`: what a group wrote, as anyone may read it: see lifecycle/nameless.py."""

from django import template

from lifecycle.nameless import Nameless

register = template.Library()


@register.filter
def read_by(words: str, nameless: Nameless) -> str:
    return nameless.read(words)
