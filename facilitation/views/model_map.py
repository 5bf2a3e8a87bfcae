"""The operating model as a map of what the group has."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from facilitation.actions.information import tag_topic
from facilitation.forms.information import TagForm
from facilitation.model_drawing import draw
from facilitation.model_map import shelves_of
from facilitation.models import Topic
from facilitation.operating_model import COMPONENTS, ENABLERS, TIERS
from groups.access import MemberRequest, for_members
from groups.permissions import Permission


@for_members(Permission.SEE_GROUP)
def show(request: MemberRequest) -> HttpResponse:
    shelves = shelves_of(request.member.group)
    drawing = draw(
        [(part, shelves.get(part.key, [])) for part in COMPONENTS],
        [(part, shelves.get(part.key, [])) for part in ENABLERS],
    )
    context = {"drawing": drawing, "tiers": TIERS}
    return render(request, "facilitation/model_map.html", context)


@for_members(Permission.DECLARE_TOPICS)
def topic_parts(request: MemberRequest, topic_id: UUID) -> HttpResponse:
    topics = Topic.objects.in_group(request.member.group).prefetch_related("tags")
    topic = get_object_or_404(topics, public_id=topic_id)
    form = TagForm(request.POST or None, initial={"parts": [tag.part for tag in topic.tags.all()]})
    if request.method == "POST" and form.is_valid():
        tag_topic(topic, parts=form.cleaned_data["parts"], by=request.member)
        messages.success(request, _("The topic stands on the map now."))
        return redirect("topic", request.member.group.public_id, topic.public_id)
    return render(request, "facilitation/topic_parts.html", {"form": form, "topic": topic})
