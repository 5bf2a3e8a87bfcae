from django.urls import path

from facilitation.views import calendar

urlpatterns = [
    path("me/calendar/", calendar.my_calendar, name="my_calendar"),
    path("calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
]
