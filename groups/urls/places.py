from django.urls import path

from groups.views import going, on_their_word, person, roles

PEOPLE = "g/<uuid:group_id>/people/"
ONE = f"{PEOPLE}<uuid:member_id>/"
OFFER = f"{PEOPLE}offers/<uuid:role_offer_id>/"

urlpatterns = [
    path(ONE, person.person, name="person"),
    path(f"{ONE}dates/", person.place_dates, name="place_dates"),
    path(f"{ONE}talked/", person.talked, name="talked"),
    path(f"{ONE}pause/", on_their_word.pause_for, name="pause_for"),
    path(f"{ONE}come-back/", on_their_word.come_back_for, name="come_back_for"),
    path(f"{ONE}leave/", on_their_word.leave_for, name="leave_for"),
    path(f"{ONE}roles/", roles.role_give, name="role_give"),
    path(f"{ONE}roles/end/", roles.role_end, name="role_end"),
    path(OFFER, roles.role_offer, name="role_offer"),
    path(f"{OFFER}accept/", roles.role_accept, name="role_accept"),
    path(f"{OFFER}decline/", roles.role_decline, name="role_decline"),
    path(f"{OFFER}take-back/", roles.role_withdraw, name="role_withdraw"),
    path("g/<uuid:group_id>/my-place/", person.my_place, name="my_place"),
    path("g/<uuid:group_id>/my-place/stay/", person.renew_term, name="renew_term"),
    path("g/<uuid:group_id>/facilitate/", roles.offer_myself, name="offer_myself"),
    path("g/<uuid:group_id>/hand-over/", roles.hand_over_facilitating, name="hand_over_facilitating"),
    path("g/<uuid:group_id>/looking-after/leaving-notes/", person.leaving_notes, name="leaving_notes"),
    path("g/<uuid:group_id>/pause/", going.pause, name="pause"),
    path("g/<uuid:group_id>/come-back/", going.come_back, name="come_back"),
    path("g/<uuid:group_id>/leave/", going.leave, name="leave"),
]
