"""Words that every group meets, in plain words. A group that writes its own meaning for one shows that instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The word, other ways to write it, and what it means.
START: tuple[tuple[Promise, Promise | str, Promise], ...] = (
    (
        _("coproduction"),
        _("co-production"),
        _("People who use services and people who run them decide and work together, as equals."),
    ),
    (
        _("personalised care"),
        "",
        _("Care that starts from what matters to you, with choice and control for you."),
    ),
    (
        _("commissioning"),
        _("commission, commissioner, commissioners, commissioned"),
        _("Deciding which services are needed, paying for them and checking that they work."),
    ),
    (
        _("ICB"),
        _("integrated care board, ICBs"),
        _("Integrated care board: the body that plans and pays for health services in one area of England."),
    ),
    (
        _("ICS"),
        _("integrated care system, ICSs"),
        _("Integrated care system: the health and care bodies of one area, working together."),
    ),
    (_("GP"), _("GPs"), _("General practitioner: your family doctor.")),
    (
        _("social prescribing"),
        "",
        _("Somebody helps you find things near you that do you good, such as a walking group or advice."),
    ),
    (_("link worker"), _("link workers"), _("The person who helps you find such things and go to them.")),
    (
        _("shared decision making"),
        "",
        _("You and your doctor or nurse choose together, with what you know and what they know."),
    ),
    (
        _("self management"),
        _("self-management, supported self management"),
        _("Looking after your own health day by day, with help to know how."),
    ),
    (
        _("personal health budget"),
        _("personal health budgets, PHB"),
        _("Money for your care that you help to plan and to spend."),
    ),
    (
        _("care pathway"),
        _("care pathways, pathway"),
        _("The steps of care that people with the same condition go through."),
    ),
    (_("governance"), "", _("Who decides what, who checks it, and the rules for both.")),
    (
        _("quorum"),
        "",
        _(
            "How many people must have their say before something counts. Here: at least 3, and half of them people with lived experience."
        ),
    ),
    (_("procurement"), "", _("How a public body buys things, with rules so that it is fair.")),
    (_("business case"), _("business cases"), _("A paper that says why something is worth its money.")),
    (
        _("outcome measure"),
        _("outcome measures"),
        _("A way to see whether care made a difference to people’s lives."),
    ),
)
