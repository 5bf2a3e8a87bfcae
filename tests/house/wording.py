"""Finds what the app says: each text that a template or a module marks for translation, and text that is not."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from django.template.base import DebugLexer, Token, TokenType
from django.utils.text import smart_split

ROOT = Path(__file__).parents[2]
APPS = ("coproduction", "lifecycle", "investment", "facilitation", "groups")
TEMPLATES = sorted(file for kind in ("*.html", "*.txt") for file in (ROOT / "templates").rglob(kind))
MODULES = sorted(
    file for app in APPS for file in (ROOT / app).rglob("*.py") if "migrations" not in file.parts
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
NOT_WORDS = {"page_class", "body_data"}  # blocks that hold a class or an attribute
HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class File:
    """One template or module, and what it says."""

    path: Path

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def texts(self) -> list[str]:
        find = texts_of_module if self.path.suffix == ".py" else texts_of_template
        return [*find(self.source)]

    @cached_property
    def sentences(self) -> str:
        """Whole sentences only: a button or a heading is no measure of reading."""
        return "\n".join(text for text in self.texts if text.rstrip("”’)").endswith((".", "?", "…")))


def templates() -> list[File]:
    return [File(path) for path in TEMPLATES]


def modules() -> list[File]:
    return [File(path) for path in MODULES]


def texts_of_template(source: str) -> Iterator[str]:
    """The texts of {% translate %} and {% blocktranslate %}; what will stand in a placeholder is read as "it"."""
    block: list[str] | None = None
    for token in DebugLexer(source).tokenize():
        name = _tag(token)
        if name == "blocktranslate":
            block = []
        elif name == "endblocktranslate" and block is not None:
            yield _plain("".join(block))
            block = None
        elif block is not None:
            block.append(token.contents if token.token_type == TokenType.TEXT else "it")
        elif name == "translate":
            yield _plain([*smart_split(token.contents)][1][1:-1])


def texts_of_module(source: str) -> Iterator[str]:
    for call in _calls(source):
        if _called(call) in GETTEXT:
            yield from (_plain(re.sub(r"%\(\w+\)[sd]|\{\w*\}", "it", text)) for text in _literals(call.args))


def bare_texts_of_template(source: str) -> Iterator[str]:
    """Words not marked for translation, in text and in the attributes that people meet."""
    markup = re.sub(r"<(script|style)\b.*?</\1>", " ", _without_tags(source), flags=re.DOTALL)
    for words in re.findall(r'\s(?:alt|title|aria-label|placeholder)="([^"]*)"', markup):
        yield from _worded(words)
    yield from _worded(re.sub(r"<[^>]*>", "\n", markup))


def bare_texts_of_module(source: str) -> Iterator[str]:
    """Literals given where people will read them: refusals, messages, labels and hints."""
    for call in _calls(source):
        if _called(call) == "Refused" or ast.unparse(call.func).startswith("messages."):
            yield from _literals(call.args)
        yield from _literals([each.value for each in call.keywords if each.arg in {"label", "help_text"}])


def _without_tags(source: str) -> str:
    """The markup alone: each tag, variable, comment and translated block leaves a hole."""
    left: list[str] = []
    within: str | None = None
    for token in DebugLexer(source).tokenize():
        within = _still_within(token, within)
        is_markup = token.token_type == TokenType.TEXT and within is None
        left.append(token.contents if is_markup else HOLE)
    return "".join(left)


def _still_within(token: Token, within: str | None) -> str | None:
    """Which end tag we wait for, inside something that is no markup."""
    name = _tag(token)
    if within:
        return None if name == within else within
    if name in {"blocktranslate", "comment"}:
        return f"end{name}"
    if name == "block" and token.split_contents()[1] in NOT_WORDS:
        return "endblock"
    return None


def _tag(token: Token) -> str:
    return token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


def _worded(markup: str) -> Iterator[str]:
    for line in re.split(f"[\n{HOLE}]", unescape(markup)):
        if re.search(r"[A-Za-z]{2}", line):
            yield line.strip()


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _literals(given: list[ast.expr]) -> Iterator[str]:
    for each in given:
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
            yield each.value
