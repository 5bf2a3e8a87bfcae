from django.urls import path

from facilitation.views import polls, series

SERIES = "g/<uuid:group_id>/series/<uuid:series_id>/"
FOLLOWING = "g/<uuid:group_id>/sessions/<uuid:session_id>/following/"
DATES = "g/<uuid:group_id>/dates/"
POLL = DATES + "<uuid:poll_id>/"

urlpatterns = [
    path(SERIES, series.show, name="series"),
    path(SERIES + "announce/", series.announce, name="series_announce"),
    path(FOLLOWING + "change/", series.change_following, name="following_change"),
    path(FOLLOWING + "cancel/", series.cancel_following, name="following_cancel"),
    path(DATES + "new/", polls.new, name="date_poll_new"),
    path(POLL, polls.poll, name="date_poll"),
    path(POLL + "for/", polls.poll_for, name="date_poll_for"),
    path(POLL + "cancel/", polls.call_off, name="date_poll_cancel"),
    path(POLL + "<uuid:poll_date_id>/", polls.pick, name="date_poll_pick"),
]
