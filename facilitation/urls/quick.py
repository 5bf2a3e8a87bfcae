from django.urls import URLPattern, path

from facilitation.views import quick

HERE = "g/<uuid:group_id>/sessions/<uuid:session_id>/quick/"
ONE = f"{HERE}<uuid:quick_id>/"

urlpatterns: list[URLPattern] = [
    path(HERE, quick.put, name="quick_put"),
    path(ONE, quick.show, name="quick_agree"),
    path(f"{ONE}object/", quick.objects, name="quick_object"),
    path(f"{ONE}agreed/", quick.agreed, name="quick_agreed"),
    path(f"{ONE}off/", quick.withdraw, name="quick_withdraw"),
]
