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
    places,
    setting_up,
)

urlpatterns = [
    *people.urlpatterns,
    *places.urlpatterns,
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
