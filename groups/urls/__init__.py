from groups.urls import invitations, me, messages, people, setting_up

urlpatterns = [
    *people.urlpatterns,
    *invitations.urlpatterns,
    *messages.urlpatterns,
    *me.urlpatterns,
    *setting_up.urlpatterns,
]
