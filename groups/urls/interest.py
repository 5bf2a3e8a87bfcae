from django.urls import path

from groups.views import asking_to_join, interest

ASK = "see/<uuid:group_id>/join/"
HERE = "g/<uuid:group_id>/interest/"
ONE = f"{HERE}<uuid:expression_id>/"

urlpatterns = [
    path(ASK, asking_to_join.public_interest, name="public_interest"),
    path(f"{ASK}thank-you/", asking_to_join.public_interest_sent, name="public_interest_sent"),
    path("taking-back/<str:token>/", asking_to_join.interest_take_back, name="interest_take_back"),
    path(HERE, interest.interest, name="interest"),
    path(f"{HERE}enter/", interest.interest_enter, name="interest_enter"),
    path(f"{HERE}questions/", interest.interest_questions, name="interest_questions"),
    path(ONE, interest.expression, name="expression"),
    path(f"{ONE}answer/", interest.expression_acknowledge, name="expression_acknowledge"),
    path(f"{ONE}note/", interest.expression_note, name="expression_note"),
    path(f"{ONE}offer/", interest.expression_offer, name="expression_offer"),
    path(f"{ONE}not-now/", interest.expression_not_now, name="expression_not_now"),
    path(f"{ONE}talk-again/", interest.expression_talk_again, name="expression_talk_again"),
    path(f"{ONE}taken-back/", interest.expression_withdrawn, name="expression_withdrawn"),
]
