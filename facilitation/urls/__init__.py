from facilitation.urls import (
    arrangements,
    decisions,
    information,
    on_behalf,
    room,
    sessions,
    space,
    texts,
)

urlpatterns = [
    *texts.urlpatterns,
    *sessions.urlpatterns,
    *arrangements.urlpatterns,
    *room.urlpatterns,
    *on_behalf.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
