from django.urls import path

from groups.views import outside

NAMING = "g/<uuid:group_id>/looking-after/outside/"
ONE = f"{NAMING}<uuid:outside_contact_id>/"

urlpatterns = [
    path(NAMING, outside.outside_contact, name="outside_contact"),
    path(f"{ONE}yes/", outside.outside_contact_yes, name="outside_contact_yes"),
    path(f"{ONE}again/", outside.outside_contact_again, name="outside_contact_again"),
    path(f"{ONE}end/", outside.outside_contact_end, name="outside_contact_end"),
    path("outside/<str:token>/", outside.outside_answer, name="outside_answer"),
    path(
        "concerns/outside/<uuid:outside_contact_id>/stand-down/",
        outside.outside_stand_down,
        name="outside_stand_down",
    ),
]
