"""What people let the group show: a quote on the public page, a story taken back, a phone number."""

from datetime import timedelta

from coproduction.demo.days import at
from coproduction.demo.meetings import Cast
from facilitation.actions.information import share_information
from facilitation.models import InformationItem
from groups.actions.consents import Given, give_consent, show_to_anyone, take_back_consent, type_consent
from groups.models import Consent
from groups.states import ConsentKind, Origin


def make_consents(cast: Cast) -> None:
    group = cast["facilitator"].group
    quote = Given(ConsentKind.QUOTE, "For the first time somebody asked what matters to me.", "a carer")
    carers = give_consent(quote, group=group, by=cast["carer"].person)
    show_to_anyone(carers, by=cast["facilitator"])
    _inform(cast, carers)
    phone = Given(ConsentKind.CONTACT_DETAILS, "Ring me in the morning: 01632 960 222")
    give_consent(phone, group=group, by=cast["member"].person)
    said = Given(ConsentKind.QUOTE, "A letter is only kind if I can read it.", "Colin")
    type_consent(said, member=cast["colin"], origin=Origin.PHONE, by=cast["coordinator"])
    story = Given(ConsentKind.STORY, "How long I waited for a chair that fits.", "Kath")
    told = give_consent(story, group=group, by=cast["kath"].person)
    take_back_consent(told, by=cast["kath"].person)
    Consent.objects.filter(group=group).update(given_at=at(-30))
    Consent.objects.filter(pk=told.pk).update(withdrawn_at=at(-30) + timedelta(days=20))


def _inform(cast: Cast, consent: Consent) -> None:
    item = InformationItem(
        title="What people say about the first talk",
        summary="Some of us told how the first talk about a care plan went. Here is one voice.",
        consent=consent,
    )
    share_information(item, by=cast["facilitator"])
