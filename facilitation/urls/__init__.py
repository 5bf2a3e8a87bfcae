from facilitation.urls import decisions, information, on_behalf, room, sessions, space, texts

urlpatterns = [
    *texts.urlpatterns,
    *sessions.urlpatterns,
    *room.urlpatterns,
    *on_behalf.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
