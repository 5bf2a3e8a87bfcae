from django.urls import path

from facilitation.views import contributions, room, room_acts

ROOM = "g/<uuid:group_id>/sessions/<uuid:session_id>/room/"

urlpatterns = [
    path(ROOM, room.show, name="room"),
    path(f"{ROOM}come-in/", room.enter, name="room_enter"),
    path(f"{ROOM}words/", room.words, name="room_words"),
    path(f"{ROOM}stream/", room.stream, name="room_stream"),
    path(f"{ROOM}say/", contributions.contribute, name="contribute"),
    path(f"{ROOM}words/<uuid:words_id>/me-too/", contributions.me_too, name="me_too"),
    path(f"{ROOM}words/<uuid:words_id>/take-back/", contributions.take_back, name="take_back"),
    path(f"{ROOM}hand/raise/", room_acts.hand_raise, name="hand_raise"),
    path(f"{ROOM}hand/down/", room_acts.hand_down, name="hand_down"),
    path(f"{ROOM}hands/<uuid:hand_id>/spoke/", room_acts.hand_spoke, name="hand_spoke"),
    path(f"{ROOM}need/", room_acts.signal, name="signal"),
    path(f"{ROOM}go-on/", room_acts.go_on, name="room_go_on"),
    path(f"{ROOM}items/<uuid:item_id>/start/", room_acts.item_start, name="item_start"),
    path(f"{ROOM}items/<uuid:item_id>/done/", room_acts.item_done, name="item_done"),
    path(f"{ROOM}round/begin/", room_acts.round_begin, name="room_round_begin"),
    path(f"{ROOM}round/end/", room_acts.round_end, name="room_round_end"),
    path("receipt/", contributions.receipt, name="receipt"),
]
