from django.urls import path

from groups.views import consents

LEDGER = "g/<uuid:group_id>/consents/"
ONE = f"{LEDGER}<uuid:consent_id>/"

urlpatterns = [
    path("me/consents/", consents.my_consents, name="my_consents"),
    path("me/consents/new/<str:consent_kind>/", consents.consent_give, name="consent_give"),
    path("me/consents/<uuid:my_consent_id>/take-back/", consents.consent_take_back, name="consent_take_back"),
    path(LEDGER, consents.group_consents, name="group_consents"),
    path(f"{LEDGER}new/<str:consent_kind>/", consents.consent_type, name="consent_type"),
    path(ONE, consents.consent, name="consent"),
    path(f"{ONE}photo/", consents.consent_photo, name="consent_photo"),
    path(f"{ONE}show/", consents.consent_show, name="consent_show"),
    path(f"{ONE}taken-back/", consents.consent_taken_back, name="consent_taken_back"),
]
