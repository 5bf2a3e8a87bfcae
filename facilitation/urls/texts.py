from django.urls import path

from facilitation.states import TextKind
from facilitation.views import texts

urlpatterns = [
    path("g/<uuid:group_id>/purpose/", texts.show, {"kind": TextKind.PURPOSE.value}, name="purpose"),
    path(
        "g/<uuid:group_id>/ground-rules/",
        texts.show,
        {"kind": TextKind.GROUND_RULES.value},
        name="ground_rules",
    ),
    path("g/<uuid:group_id>/words/<slug:kind>/draft/", texts.draft, name="text_draft"),
    path("g/<uuid:group_id>/words/<uuid:text_id>/agree/", texts.agree, name="text_agree"),
    path("g/<uuid:group_id>/words/<uuid:text_id>/", texts.review, name="text_review"),
]
