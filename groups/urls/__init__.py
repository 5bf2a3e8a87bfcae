from groups.urls import display, invitations, me, messages, people, setting_up

urlpatterns = [
    *people.urlpatterns,
    *invitations.urlpatterns,
    *messages.urlpatterns,
    *me.urlpatterns,
    *display.urlpatterns,
    *setting_up.urlpatterns,
]
