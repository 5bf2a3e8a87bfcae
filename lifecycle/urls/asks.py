from django.urls import URLPattern, path

from lifecycle.views import answering, asks, came_in, handing, trail

HERE = "g/<uuid:group_id>/requests/"
ONE = f"{HERE}<uuid:ask_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, asks.asks, name="asks"),
    path(f"{HERE}new/", asks.ask_new, name="ask_new"),
    path(ONE, asks.ask, name="ask"),
    path(f"{ONE}received/", asks.ask_acknowledge, name="ask_acknowledge"),
    path(f"{ONE}answer/", answering.ask_answer, name="ask_answer"),
    path(f"{ONE}answer/came/", came_in.ask_enter_answer, name="ask_enter_answer"),
    path(f"{ONE}answer/confirm/", came_in.ask_confirm_answer, name="ask_confirm_answer"),
    path(f"{ONE}verdict/", asks.ask_verdict, name="ask_verdict"),
    path(f"{ONE}progress/", answering.ask_progress, name="ask_progress"),
    path(f"{ONE}close/", asks.ask_close, name="ask_close"),
    path(f"{ONE}hand-over/", handing.ask_hand_over, name="ask_hand_over"),
    path(f"{ONE}hand-over/colleague/", handing.ask_hand_to_colleague, name="ask_hand_to_colleague"),
    path(f"{ONE}take-back/", trail.ask_withdraw, name="ask_withdraw"),
    path(f"{ONE}split/", trail.ask_split, name="ask_split"),
    path(f"{ONE}join/", trail.ask_join, name="ask_join"),
    path(f"{ONE}follow-on/", trail.ask_follow_on, name="ask_follow_on"),
    path(f"{ONE}rest/", trail.ask_rest, name="ask_rest"),
    path(f"{ONE}go-on/", trail.ask_go_on, name="ask_go_on"),
    path(f"{ONE}more-time/", trail.ask_more_time, name="ask_more_time"),
    path(f"{ONE}more-time/word/", trail.ask_more_time_word, name="ask_more_time_word"),
    path(f"{ONE}promises/<uuid:milestone_id>/", answering.promise_word, name="promise_word"),
    path(f"{ONE}files/<uuid:answer_file_id>/", answering.answer_file, name="answer_file"),
]
