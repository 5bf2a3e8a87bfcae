from django.urls import path

from bench.bare import bare_page, bare_post
from coproduction.urls import handler400, handler403, handler404, handler500
from coproduction.urls import urlpatterns as app_urlpatterns

urlpatterns = [
    path("bare/", bare_page, name="bare_page"),
    path("bare/post/", bare_post, name="bare_post"),
    *app_urlpatterns,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
