from facilitation.urls import (
    arrangements,
    calendar,
    decisions,
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
    *passes.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
