"""What this browser holds while somebody answers one request by a link and a code: the pass, and nothing else."""

from uuid import UUID

from django.http import HttpRequest

from lifecycle.actions.passes import answers_here
from lifecycle.models import AnswerPass, Ask
from lifecycle.story import read_story

ASKED, HELD = "answering_link", "answering"


def remember_link(request: HttpRequest, given: AnswerPass) -> None:
    """Which code this browser waits for. It opens nothing yet."""
    request.session[ASKED] = {"id": str(given.public_id), "generation": given.generation}
    request.session.set_expiry(0)


def waiting(request: HttpRequest) -> AnswerPass | None:
    kept = request.session.get(ASKED)
    if not kept:
        return None
    found = AnswerPass.objects.filter(public_id=UUID(kept["id"]), generation=kept["generation"])
    return found.select_related("member__person__account", "member__group", "ask").first()


def hold(request: HttpRequest, given: AnswerPass) -> None:
    request.session.pop(ASKED, None)
    request.session.cycle_key()
    request.session[HELD] = {"id": str(given.public_id), "generation": given.generation}
    request.session.set_expiry(0)  # it ends with the browser


def forget(request: HttpRequest) -> None:
    request.session.pop(HELD, None)
    request.session.pop(ASKED, None)


def held_for(request: HttpRequest) -> tuple[AnswerPass, Ask] | None:
    """The standing pass of this browser, with its request. Without one nothing is looked up."""
    kept = request.session.get(HELD)
    if not kept or request.user.is_authenticated:
        return None
    standing = AnswerPass.objects.opened().of_the_one_asked()
    found = standing.filter(public_id=UUID(kept["id"]), generation=kept["generation"])
    given = found.select_related("member__person__account", "member__group").first()
    if given is None or not answers_here(given.member):
        return None
    ask = Ask.objects.open().for_story().filter(pk=given.ask_id).first()
    if ask is None:
        return None
    read_story(ask)
    return given, ask
