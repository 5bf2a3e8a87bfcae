from django.urls import path

from facilitation.urls.sessions import ONE
from facilitation.views import expecting

urlpatterns = [
    path(ONE + "what-to-expect/", expecting.expect, name="expect"),
    path(ONE + "entrance/", expecting.entrance, name="entrance"),
]
