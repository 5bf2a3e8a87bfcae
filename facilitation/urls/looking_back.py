from django.urls import path

from facilitation.urls.sessions import ONE as SESSION
from facilitation.views import looking_back

urlpatterns = [
    path(f"{SESSION}what-i-heard/", looking_back.what_i_heard, name="what_i_heard"),
    path(f"{SESSION}reflection/", looking_back.reflection, name="reflection"),
    path(f"{SESSION}reflection/delete/", looking_back.reflection_delete, name="reflection_delete"),
]
