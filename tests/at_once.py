"""Several who press at the same moment. For rows on disk or on PostgreSQL: see `many_writers` in tests/conftest.py."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connections

from groups.transitions import Refused


def at_once(*acts: Callable[[], object]) -> int:
    """Do all of these at the same moment. Returns how many were refused; any other error fails the test."""
    start, refused, errors = Barrier(len(acts)), [], []

    def press(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as sentence:
            refused.append(sentence)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    return len(refused)
