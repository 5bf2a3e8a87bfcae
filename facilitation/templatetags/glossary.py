from collections.abc import Iterable
from typing import Any, cast

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from facilitation.glossary import explain, terms_of

register = template.Library()


class Explained(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        """Terms of the reader's group are explained once on a page."""
        request: Any = context["request"]
        if not hasattr(request, "member"):
            return self.inside.render(context)  # a page for anyone has no group of its reader's
        if not hasattr(request, "known_terms"):
            request.known_terms, request.explained_terms = terms_of(request.member.group), set()
        terms = cast("Iterable[Any]", request.known_terms)
        return explain(self.inside.render(context), terms, already=request.explained_terms)


@register.tag
def explained(parser: Parser, token: Token) -> Explained:
    """{% explained %}…{% endexplained %}: what stands between has its words explained. Costs one query a page."""
    inside = parser.parse(("endexplained",))
    parser.delete_first_token()
    return Explained(inside)
