from facilitation.urls import decisions, information, room, sessions, space, texts

urlpatterns = [
    *texts.urlpatterns,
    *sessions.urlpatterns,
    *room.urlpatterns,
    *decisions.urlpatterns,
    *information.urlpatterns,
    *space.urlpatterns,
]
