from groups.urls import (
    display,
    interest,
    invitations,
    jobs,
    looking_after,
    me,
    messages,
    needs,
    people,
    setting_up,
)

urlpatterns = [
    *people.urlpatterns,
    *invitations.urlpatterns,
    *interest.urlpatterns,
    *messages.urlpatterns,
    *me.urlpatterns,
    *looking_after.urlpatterns,
    *display.urlpatterns,
    *needs.urlpatterns,
    *jobs.urlpatterns,
    *setting_up.urlpatterns,
]
