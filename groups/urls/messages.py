from django.urls import path

from groups.views import by_hand, messages, reaching

BY_HAND = "g/<uuid:group_id>/letters-and-calls/"

urlpatterns = [
    path("me/messages/", messages.messages, name="messages"),
    path("me/messages/<uuid:delivery_id>/later/", messages.put_off, name="put_off"),
    path("me/messages/<uuid:delivery_id>/read/", messages.message_read, name="message_read"),
    path("me/reach/", reaching.reach, name="reach"),
    path("stop/<str:token>/", messages.stop, name="stop"),
    path(BY_HAND, by_hand.by_hand, name="by_hand"),
    path(f"{BY_HAND}<uuid:delivery_id>/", by_hand.by_hand_one, name="by_hand_one"),
    path(f"{BY_HAND}<uuid:delivery_id>/done/", by_hand.by_hand_done, name="by_hand_done"),
]
