from django.urls import path

from facilitation.views import hiding

ONE = "g/<uuid:group_id>/hidden/<uuid:hiding_id>/"

urlpatterns = [
    path("g/<uuid:group_id>/words/<uuid:words_id>/hide/", hiding.words_hide, name="words_hide"),
    path(ONE, hiding.show, name="hiding"),
    path(f"{ONE}second-look/", hiding.appeal, name="hiding_appeal"),
    path(f"{ONE}decide/", hiding.decide, name="hiding_decide"),
    path(f"{ONE}show-again/", hiding.lift, name="hiding_lift"),
]
