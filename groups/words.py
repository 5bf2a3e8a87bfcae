"""A group's own text as safe HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "a", "hr", "code", "pre"}
_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def to_html(text: str) -> SafeString:
    """Markdown to HTML, with nothing that could run or fetch.

    All headings are of one level, beneath the page's own, so that whoever hears the page finds none missing.
    """
    tokens = _reader.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3"
    made = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        made, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"}
    )
    return mark_safe(clean)  # noqa: S308  # nh3 has taken out all but the tags above
