"""Can everyone use this page? Asked of two independent checkers, on the page as it stands."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
SNIFFER = (VENDOR / "HTMLCS.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

ASK_AXE = """async (tags) => {
  const found = await axe.run(document, {runOnly: tags, resultTypes: ["violations"]});
  return found.violations.map((each) => ({
    rule: each.id,
    says: each.help,
    where: each.nodes.map((node) => node.target.join(" ") + " — " + node.failureSummary),
  }));
}"""
ASK_SNIFFER = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(
  HTMLCS.getMessages().filter((each) => each.type === HTMLCS.ERROR).map((each) => ({
    rule: each.code,
    says: each.msg,
    where: each.element.outerHTML ? each.element.outerHTML.slice(0, 200) : "document",
  })))))"""


def found_by_axe(page: Page) -> list[Any]:
    """What the first of the two checkers finds."""
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(ASK_AXE, WCAG)
    return found


def barriers(page: Page) -> list[Any]:
    """What stands in someone's way on this page, with where. Empty is good news."""
    # Evaluated from outside, because the page's own rules let no foreign script in.
    page.evaluate(SNIFFER)
    return [*found_by_axe(page), *page.evaluate(ASK_SNIFFER)]
