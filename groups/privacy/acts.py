"""What somebody did, told to them: an activity's "membership.role_added" as "Your place: a role added".

A verb that has no words here is shown with its marks taken out, so that nothing is left untold.
"""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from groups.models import Activity

THINGS: dict[str, Promise] = {
    "access": _("what someone needs"),
    "agendaitem": _("an item on an agenda"),
    "arrangement": _("something arranged"),
    "ask": _("a request"),
    "call": _("a phone call"),
    "cofacilitation": _("running a session together"),
    "commitment": _("what the system promised"),
    "consent": _("what someone lets us show"),
    "contact": _("a point of contact"),
    "contribution": _("a thought"),
    "cycle": _("a cycle"),
    "data_request": _("a wish about data"),
    "datepoll": _("a question about dates"),
    "decision": _("a decision"),
    "duty": _("a duty"),
    "expression": _("someone asking to join"),
    "glossaryterm": _("a word explained"),
    "group": _("the group"),
    "grouptext": _("a text of the group"),
    "helper": _("a helper"),
    "hiding": _("hidden words"),
    "impactreport": _("a report"),
    "information": _("information"),
    "informationrequest": _("a question to the system"),
    "invitation": _("an invitation"),
    "itemproposal": _("an idea for the agenda"),
    "letters": _("letters"),
    "membership": _("a place in the group"),
    "note": _("notes"),
    "note_check": _("what someone said of notes"),
    "notecheck": _("what someone said of notes"),
    "notunderstood": _("something not understood"),
    "option": _("an option"),
    "outsidecontact": _("someone outside the group"),
    "pack": _("the papers"),
    "packtomake": _("papers in another format"),
    "paper": _("a paper"),
    "parked": _("something parked"),
    "parkedmatter": _("something parked"),
    "quickagree": _("a quick agree"),
    "report": _("a report"),
    "review": _("a review"),
    "role": _("a role"),
    "roleoffer": _("a role"),
    "roompass": _("a pass for the room"),
    "session": _("a session"),
    "sessionseries": _("a row of sessions"),
    "spaceentry": _("the lived experience space"),
    "spacemoderator": _("the lived experience space"),
    "stage": _("a stage"),
    "system": _("a system"),
    "to_do": _("something to do"),
    "todo": _("something to do"),
    "topic": _("a topic"),
    "upload": _("a file"),
    "what_i_heard": _("what I heard"),
    "whattoexpect": _("what to expect"),
}
ACTS: dict[str, Promise] = {
    "added": _("added"),
    "added_by_hand": _("given to someone who takes part by letter or phone"),
    "agreed": _("agreed"),
    "announced": _("announced"),
    "answered": _("answered"),
    "asked": _("asked"),
    "began": _("begun"),
    "begun": _("begun"),
    "brought": _("brought from before"),
    "changed": _("changed"),
    "created": _("made"),
    "date_added": _("a date added"),
    "date_removed": _("a date taken off"),
    "dates": _("dates changed"),
    "declared": _("declared"),
    "done": _("done"),
    "drafted": _("drafted"),
    "entered": _("written down"),
    "explained": _("explained"),
    "given": _("given"),
    "handed_in": _("handed in"),
    "handed_over": _("handed over"),
    "issued": _("made"),
    "joined": _("joined"),
    "kept": _("kept"),
    "made": _("made"),
    "moved": _("moved"),
    "named": _("name changed"),
    "notes_written": _("notes written"),
    "noted": _("noted"),
    "opened": _("opened"),
    "outcome": _("outcome written"),
    "planned": _("planned"),
    "position": _("position given"),
    "position_typed": _("position typed for someone"),
    "posted": _("posted"),
    "printed": _("printed"),
    "progress": _("progress reported"),
    "promised": _("the promise made"),
    "proposed": _("proposed"),
    "raised": _("raised"),
    "reach_changed": _("how to reach them changed"),
    "removed": _("taken off"),
    "replied": _("replied"),
    "role_added": _("a role added"),
    "role_ended": _("a role ended"),
    "role_handed_over": _("a role handed over"),
    "said": _("said"),
    "sent": _("sent"),
    "sent_again": _("sent again"),
    "shared": _("shared"),
    "shown": _("shown"),
    "spoken": _("spoken with"),
    "strength": _("how strong it is, said"),
    "taken_back": _("taken back"),
    "talked": _("talked about"),
    "term_renewed": _("term renewed"),
    "typed": _("typed for someone"),
    "verdict": _("whether it answers us, said"),
    "written": _("written"),
}


def in_words(done: Activity) -> str:
    """ "A request: answered"."""
    thing, _dot, act = done.verb.partition(".")
    what = THINGS.get(thing) or thing.replace("_", " ")
    how = _state_of(done.target, act) or ACTS.get(act) or act.replace("_", " ")
    return f"{capfirst(str(what))}: {how}"


def _state_of(target: str, act: str) -> str:
    """The words of a state that something was moved to."""
    label = target.partition(":")[0]
    if label.count(".") != 1:
        return ""
    fields = {field.name: field for field in apps.get_model(label)._meta.get_fields() if field.concrete}
    choices = getattr(fields.get("state"), "flatchoices", ())
    return str(dict(choices).get(act, "")).lower()
