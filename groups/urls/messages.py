from django.urls import path

from groups.views import by_hand, calls, mail_events, messages, not_arrived, printing, reaching

BY_HAND = "g/<uuid:group_id>/letters-and-calls/"
RUN = BY_HAND + "print/<uuid:run_id>/"

urlpatterns = [
    path("me/messages/", messages.messages, name="messages"),
    path("me/messages/<uuid:delivery_id>/later/", messages.put_off, name="put_off"),
    path("me/messages/<uuid:delivery_id>/read/", messages.message_read, name="message_read"),
    path("mail-events/<str:provider>/", mail_events.mail_events, name="mail_events"),
    path("me/reach/", reaching.reach, name="reach"),
    path("me/reach/email-again/", reaching.reach_email_again, name="reach_email_again"),
    path("stop/<str:token>/", messages.stop, name="stop"),
    path("s/<str:token>/", messages.stop, name="stop_short"),  # for texts, where every letter costs
    path(BY_HAND, by_hand.by_hand, name="by_hand"),
    path(f"{BY_HAND}not-arrived/", not_arrived.not_arrived_list, name="not_arrived"),
    path(f"{BY_HAND}not-arrived/<uuid:lost_id>/", not_arrived.not_arrived_one, name="not_arrived_one"),
    path(f"{BY_HAND}print/", printing.print_letters, name="print_letters"),
    path(RUN, printing.print_run, name="print_run"),
    path(f"{RUN}letters.pdf", printing.print_run_file, name="print_run_file"),
    path(f"{RUN}sheets/", printing.print_run_sheets, name="print_run_sheets"),
    path(f"{RUN}again/", printing.print_run_again, name="print_run_again"),
    path(f"{RUN}posted/", printing.print_run_posted, name="print_run_posted"),
    path(f"{BY_HAND}<uuid:delivery_id>/", by_hand.by_hand_one, name="by_hand_one"),
    path(f"{BY_HAND}<uuid:delivery_id>/done/", by_hand.by_hand_done, name="by_hand_done"),
    path(f"{BY_HAND}<uuid:delivery_id>/call/", calls.call_note, name="call_note"),
    path(f"{BY_HAND}<uuid:delivery_id>/letter/", calls.call_letter, name="call_letter"),
    path("g/<uuid:group_id>/people/<uuid:member_id>/reach/", calls.reach_for, name="reach_for"),
]
