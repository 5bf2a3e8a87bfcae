from django.urls import path

from facilitation.views import helping_to_run as views
from facilitation.views import leading

ALL = "g/<uuid:group_id>/sessions/"
ONE = ALL + "helping-to-run/<uuid:helping_run_id>/"

ITEM = ALL + "items/<uuid:item_id>/lead/"

urlpatterns = [
    path(ITEM, leading.item_lead, name="item_lead"),
    path(ITEM + "offer/", leading.lead_offer, name="lead_offer"),
    path(ITEM + "yes/", leading.lead_yes, name="lead_yes"),
    path(ITEM + "no/", leading.lead_no, name="lead_no"),
    path(ITEM + "back/", leading.lead_back, name="lead_back"),
    path(ALL + "<uuid:session_id>/helping-to-run/", views.co_facilitate_ask, name="co_facilitate_ask"),
    path(ONE, views.co_facilitation, name="co_facilitation"),
    path(ONE + "yes/", views.co_facilitate_yes, name="co_facilitate_yes"),
    path(ONE + "no/", views.co_facilitate_no, name="co_facilitate_no"),
    path(ONE + "back/", views.co_facilitate_back, name="co_facilitate_back"),
]
