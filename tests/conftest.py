"""What every test stands on. The cast is added here by name: member, carer, professional and so on."""

import pytest
from pytest_django.fixtures import SettingsWrapper

from coproduction.celery import app


@pytest.fixture(autouse=True)
def quick_and_tidy(settings: SettingsWrapper, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A password hash that costs nothing, and no file outside the test's own folder."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True, scope="session")
def nudges_stay_in_memory() -> None:
    """No worker listens in tests, so a nudge has nowhere to go."""
    app.conf.broker_url = "memory://"
