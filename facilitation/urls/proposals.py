from django.urls import path

from facilitation.views import proposals as views
from facilitation.views import proposals_on_behalf as on_behalf

ALL = "g/<uuid:group_id>/sessions/"
ONE = ALL + "proposals/<uuid:proposal_id>/"

urlpatterns = [
    path(ALL + "proposals/", views.proposals, name="proposals"),
    path(ALL + "propose/", views.propose, name="propose"),
    path(ALL + "<uuid:session_id>/propose/", views.propose_for, name="propose_for"),
    path(ALL + "proposals/for-someone/", on_behalf.propose_for_someone, name="propose_for_someone"),
    path(ONE + "right/", on_behalf.proposal_right, name="proposal_right"),
    path(ONE, views.proposal, name="proposal"),
    path(ONE + "take-on/", views.proposal_take_on, name="proposal_take_on"),
    path(ONE + "later/", views.proposal_later, name="proposal_later"),
    path(ONE + "not-now/", views.proposal_not_now, name="proposal_not_now"),
    path(ONE + "take-back/", views.proposal_withdraw, name="proposal_withdraw"),
]
