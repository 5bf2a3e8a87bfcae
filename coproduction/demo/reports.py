"""What the demo group's reports tell: one published in two versions, one being written, and what was put in."""

from coproduction.demo.days import at, day
from coproduction.demo.meetings import Cast, agreed
from facilitation.models import AgendaItem
from groups.actions.consents import Given, give_consent, take_back_consent
from groups.models import Consent
from groups.states import ConsentKind
from lifecycle.actions.quotes import add_quote
from lifecycle.compiling import compile_facts
from lifecycle.editions import add_edition
from lifecycle.models import (
    Cycle,
    ImpactReport,
    InvestmentMade,
    ReportComment,
    ReportEdition,
    ReportQuote,
    ReportReading,
    ReportText,
)
from lifecycle.states import ReportState, WhyEdition

PUT_IN = (
    ("confidence", 1800, 24, -190, "Two days of practice in speaking to a board"),
    ("facilitation", 6500, 96, -120, "A second facilitator for every session"),
    ("information", 700, 10, -100, "Large print and easy read of all papers"),
    ("relationships", 300, 12, -80, "Three shared lunches"),
    ("time", 0, 18, -40, "An hour without an agenda in each session"),
)
AIMS = (
    ("facilitator", -9, "To see whether promises are kept."),
    ("member", -7, "To see whether promises are kept, and to say so when they are not."),
)


def make_investments(cast: Cast) -> None:
    lead = cast["lead"]
    InvestmentMade.objects.bulk_create(
        InvestmentMade(
            group=lead.group,
            kind=kind,
            pounds=pounds,
            hours=hours,
            on=day(days),
            words=words,
            by=lead,
            at=at(days),
        )
        for kind, pounds, hours, days, words in PUT_IN
    )


def make_report(cast: Cast, cycle: Cycle, item: AgendaItem) -> ImpactReport:
    """The report of the first year and a half, approved and made public; since then somebody took back their words."""
    report = ImpactReport(
        group=cast["lead"].group,
        cycle=cycle,
        title="What changed, and what did not",
        starts_on=day(-420),
        ends_on=day(-25),
        aim="That people can read what is sent to them, and see what became of what they said.",
        how_we_worked="Four sessions, each with a break and a way to say stop. Half of us joined by phone or letter.",
        results="Eight requests. Two led to change that we can see. Two were told no, each with its reason.",
        what_changed="Large print comes to those who ask once. Each clinic begins with what matters to the person.",
        not_changed="There is no crisis line run by peers, and we disagree with that. The waiting time is what it was.",
        unintended=(
            "Two clinics liked the new letters so much that they write to everyone so now. Some of us were asked to "
            "so many other meetings that they were worn out."
        ),
        reflections="We learned to ask for the price first. Next time we meet before the budget round.",
        created_at=at(-24),
    )
    report.facts = dict(compile_facts(report))
    report.compiled_at = at(-24)
    report.save()
    taken_back = _quotes(cast, report)
    report.state = ReportState.PUBLISHED
    report.decision = agreed(cast, item, "We approve our report.", is_bookkeeping=True)
    report.publishing_decision = agreed(cast, item, "Anyone may read our report.", is_bookkeeping=True)
    report.approved_at, report.published_at = at(-22), at(-21)
    report.save()
    ReportReading.objects.create(group=report.group, report=report, member=cast["lead"], at=at(-20))
    add_edition(report, WhyEdition.APPROVED)
    take_back_consent(taken_back, by=cast["kath"].person)
    for edition, days in zip(report.editions.all(), (-22, -12), strict=True):
        ReportEdition.objects.filter(pk=edition.pk).update(at=at(days))
    ReportQuote.objects.filter(report=report, taken_back_on__isnull=False).update(taken_back_on=day(-12))
    return report


def _quotes(cast: Cast, report: ImpactReport) -> Consent:
    """One that stands, and the one that is taken back afterwards."""
    facilitator = cast["facilitator"]
    stands = Consent.objects.get(group=report.group, kind=ConsentKind.QUOTE, person=cast["carer"].person)
    add_quote(report, stands, by=facilitator)
    words = Given(ConsentKind.QUOTE, "I waited a year, and nobody could tell me why.", "Kath")
    goes = give_consent(words, group=report.group, by=cast["kath"].person)
    add_quote(report, goes, by=facilitator)
    return goes


def make_second_draft(cast: Cast, before: ImpactReport) -> ImpactReport:
    """A report that is being written now: one head in two versions, with what was said about it."""
    report = ImpactReport(
        group=before.group,
        cycle=before.cycle,
        title="Were promises kept?",
        starts_on=day(-200),
        ends_on=day(-10),
        aim=AIMS[-1][-1],
        created_at=at(-9),
    )
    report.facts, report.compiled_at = dict(compile_facts(report)), at(-9)
    report.save()
    here = {"group": report.group, "report": report, "head": "aim"}
    ReportText.objects.bulk_create(
        ReportText(**here, number=number, words=words, by=cast[who], at=at(days))
        for number, (who, days, words) in enumerate(AIMS, 1)
    )
    ReportComment.objects.bulk_create(
        (
            ReportComment(**here, words="Can we say who checks?", by=cast["carer"], at=at(-6)),
            ReportComment(
                **here, words="I made it shorter.", by=cast["member"], at=at(-7), settled_at=at(-5)
            ),
        )
    )
    return report
