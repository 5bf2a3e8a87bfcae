from django.urls import path

from groups.views import equality

urlpatterns = [
    path("equality/thank-you/", equality.equality_sent, name="equality_sent"),
    path("equality/<uuid:system_id>/", equality.equality, name="equality"),
    path("me/equality/", equality.my_equality, name="my_equality"),
    path("systems/equality/", equality.equality_figures, name="equality_figures"),
    path("systems/equality/figures.csv", equality.equality_csv, name="equality_csv"),
]
