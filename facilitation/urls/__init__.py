from facilitation.urls import (
    arrangements,
    calendar,
    decisions,
    handed_in,
    helping,
    information,
    on_behalf,
    passes,
    room,
    sessions,
    space,
    texts,
)

urlpatterns = [
    *calendar.urlpatterns,
    *texts.urlpatterns,
    *sessions.urlpatterns,
    *arrangements.urlpatterns,
    *helping.urlpatterns,
    *room.urlpatterns,
    *on_behalf.urlpatterns,
    *handed_in.urlpatterns,
    *passes.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
