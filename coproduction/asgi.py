"""The ASGI application: pages and streams in the embedded run, streams alone in production."""

import os
from concurrent.futures import ThreadPoolExecutor

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coproduction.settings")


class Handler(ASGIHandler):
    """Answers each request in one of a few threads, from its first middleware to its last; the others wait.

    Django's own begins as many at once as come. A crowd that opens a room together then waits for more database
    connections than there are, and part of it gets an error page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._threads = ThreadPoolExecutor(settings.ANSWERS_AT_ONCE, thread_name_prefix="answers")

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        in_a_thread = sync_to_async(self._answer, thread_sensitive=False, executor=self._threads)
        return await in_a_thread(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        close_old_connections()  # Django's signals do so in threads of their own, not in ours
        try:
            return self.get_response(request)
        finally:
            close_old_connections()


django.setup(set_prefix=False)
application = Handler()
