"""The demo's own words explained, and one that somebody asks about."""

from coproduction.demo.meetings import Cast
from facilitation.actions.glossary import ask_about, explain_term
from facilitation.models import GlossaryTerm


def make_glossary(cast: Cast) -> None:
    explain_term(
        GlossaryTerm(
            term="tariff", also="tariffs", meaning="The price the health service pays for one piece of care."
        ),
        by=cast["professional"],
    )
    ask_about("block contract", group=cast["lead"].group)
