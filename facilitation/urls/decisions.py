from django.urls import URLPattern, path

from facilitation.views import decisions, rounds, taking_back, topics

HERE = "g/<uuid:group_id>/decisions/"
ONE = f"{HERE}<uuid:decision_id>/"
TOPIC = f"{HERE}topics/<uuid:topic_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, decisions.register, name="decisions"),
    path(f"{HERE}record/", decisions.decision_record, name="decision_record"),
    path(f"{HERE}topics/new/", topics.topic_new, name="topic_new"),
    path(TOPIC, topics.topic, name="topic"),
    path(f"{TOPIC}change/", topics.topic_change, name="topic_change"),
    path(f"{TOPIC}drop/", topics.topic_drop, name="topic_drop"),
    path(f"{TOPIC}open-again/", topics.topic_reopen, name="topic_reopen"),
    path(f"{TOPIC}option/", topics.option_new, name="option_new"),
    path(f"{HERE}options/<uuid:option_id>/take-back/", topics.option_take_back, name="option_take_back"),
    path(f"{TOPIC}round/", topics.round_open, name="round_open"),
    path(ONE, decisions.decision, name="decision"),
    path(f"{ONE}position/", rounds.position, name="position"),
    path(f"{ONE}position/right/", rounds.position_right, name="position_right"),
    path(f"{ONE}position/for-someone/", rounds.position_for, name="position_for"),
    path(f"{ONE}position/take-back/", taking_back.reason, name="position_take_back"),
    path(
        f"{ONE}position/take-back-for/<uuid:member_id>/",
        taking_back.reason_for,
        name="position_take_back_for",
    ),
    path(f"{ONE}close/", rounds.round_close, name="round_close"),
    path(f"{ONE}again/", rounds.round_reopen, name="round_reopen"),
    path(f"{ONE}hand-over/", rounds.hand_over, name="decision_hand_over"),
    path(f"{ONE}dispute/", decisions.dispute, name="dispute"),
    path(f"{ONE}dispute/take-back/", taking_back.dispute, name="dispute_take_back"),
    path(f"{ONE}other-words/", decisions.decision_replace, name="decision_replace"),
    path(f"{ONE}outcome/", decisions.outcome, name="outcome"),
    path(f"{ONE}good-decision/", decisions.good_decision, name="good_decision"),
    path(f"{ONE}look-again/", decisions.look_again, name="look_again"),
]
