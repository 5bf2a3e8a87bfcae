from django.urls import URLPattern, path

from facilitation.views import decisions

HERE = "g/<uuid:group_id>/decisions/"
ONE = f"{HERE}<uuid:decision_id>/"
TOPIC = f"{HERE}topics/<uuid:topic_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, decisions.register, name="decisions"),
    path(f"{HERE}record/", decisions.decision_record, name="decision_record"),
    path(f"{HERE}topics/new/", decisions.topic_new, name="topic_new"),
    path(TOPIC, decisions.topic, name="topic"),
    path(f"{TOPIC}change/", decisions.topic_change, name="topic_change"),
    path(f"{TOPIC}round/", decisions.round_open, name="round_open"),
    path(ONE, decisions.decision, name="decision"),
    path(f"{ONE}position/", decisions.position, name="position"),
    path(f"{ONE}close/", decisions.round_close, name="round_close"),
    path(f"{ONE}again/", decisions.round_reopen, name="round_reopen"),
    path(f"{ONE}hand-over/", decisions.hand_over, name="decision_hand_over"),
    path(f"{ONE}dispute/", decisions.dispute, name="dispute"),
    path(f"{ONE}outcome/", decisions.outcome, name="outcome"),
]
