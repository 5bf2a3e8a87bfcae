from django.urls import path

from groups.views import welcome

WELCOME = "g/<uuid:group_id>/welcome/"
BUDDIES = "g/<uuid:group_id>/looking-after/buddies/"

urlpatterns = [
    path(WELCOME, welcome.welcome, name="welcome"),
    path(f"{WELCOME}step/", welcome.welcome_step, name="welcome_step"),
    path(f"{WELCOME}contact/", welcome.welcome_contact, name="welcome_contact"),
    path(f"{WELCOME}strengths/", welcome.strengths, name="strengths"),
    path(f"{WELCOME}promise/", welcome.promise, name="promise"),
    path(f"{WELCOME}buddy/", welcome.buddy, name="buddy"),
    path(f"{WELCOME}buddy/<uuid:member_id>/end/", welcome.buddy_end, name="buddy_end"),
    path(BUDDIES, welcome.buddies, name="buddies"),
    path(f"{BUDDIES}<uuid:member_id>/", welcome.buddy_pair, name="buddy_pair"),
]
