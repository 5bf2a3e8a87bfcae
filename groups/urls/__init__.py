from groups.urls import display, invitations, looking_after, me, messages, people, setting_up

urlpatterns = [
    *people.urlpatterns,
    *invitations.urlpatterns,
    *messages.urlpatterns,
    *me.urlpatterns,
    *looking_after.urlpatterns,
    *display.urlpatterns,
    *setting_up.urlpatterns,
]
