"""What went wrong is said in plain words, to anyone, without a way to the inside."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from coproduction import errors, health


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise {"bad": BadRequest, "denied": PermissionDenied, "gone": Http404, "broken": ZeroDivisionError}[how]


urlpatterns = [
    path("fail/<str:how>/", health.login_not_required(fail)),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


@pytest.mark.django_db
@pytest.mark.parametrize(("how", "status"), [("bad", 400), ("denied", 403), ("gone", 404), ("broken", 500)])
def test_each_failure_has_a_page(how: str, status: int) -> None:
    with override_settings(ROOT_URLCONF="tests.coproduction.test_errors"):
        answer = Client(raise_request_exception=False).get(f"/fail/{how}/")
    said = answer.content.decode()
    assert answer.status_code == status
    assert said.count("<h1") == 1
    assert "ZeroDivisionError" not in said
    assert "Traceback" not in said


def test_the_worst_page_needs_nothing(rf: RequestFactory) -> None:
    """No database is allowed in this test."""
    assert errors.server_error(rf.get("/")).status_code == 500


@pytest.mark.django_db
def test_a_form_left_open_too_long_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "ade@demo.example"})
    assert answer.status_code == 403
    assert answer.content.decode().count("<h1") == 1
