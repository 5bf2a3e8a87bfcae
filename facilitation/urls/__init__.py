from facilitation.urls import (
    arrangements,
    calendar,
    decisions,
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
    *room.urlpatterns,
    *on_behalf.urlpatterns,
    *passes.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
