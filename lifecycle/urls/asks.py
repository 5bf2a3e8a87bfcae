from django.urls import URLPattern, path

from lifecycle.views import asks

HERE = "g/<uuid:group_id>/requests/"
ONE = f"{HERE}<uuid:ask_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, asks.asks, name="asks"),
    path(f"{HERE}new/", asks.ask_new, name="ask_new"),
    path(ONE, asks.ask, name="ask"),
    path(f"{ONE}received/", asks.ask_acknowledge, name="ask_acknowledge"),
    path(f"{ONE}answer/", asks.ask_answer, name="ask_answer"),
    path(f"{ONE}verdict/", asks.ask_verdict, name="ask_verdict"),
    path(f"{ONE}progress/", asks.ask_progress, name="ask_progress"),
    path(f"{ONE}close/", asks.ask_close, name="ask_close"),
    path(f"{ONE}hand-over/", asks.ask_hand_over, name="ask_hand_over"),
]
