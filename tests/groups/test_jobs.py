"""Long work: claimed once, with progress, taken up again after a death, given up after some attempts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from groups import jobs
from groups.jobs import ATTEMPTS, JOBS, Report, Work, ask_for, job, run_next
from groups.models import Job, Membership
from groups.states import JobState
from groups.tasks import run_job, sweep_jobs


@pytest.fixture(autouse=True)
def only_these() -> Iterator[None]:
    before = dict(JOBS)
    yield
    JOBS.clear()
    JOBS.update(before)


def asked(member: Membership, work: Work) -> Job:
    job("count")(work)
    return ask_for("count", group=member.group, by=member.person, subject="42")


def test_a_job_is_done_once_and_shows_its_progress(member: Membership):
    seen: list[int] = []

    def work(mine: Job, report: Report) -> None:
        report(40)
        seen.append(Job.objects.get(pk=mine.pk).progress)

    wanted = asked(member, work)
    assert (run_next(), run_next()) == (True, False)
    wanted.refresh_from_db()
    assert (seen, wanted.state, wanted.progress, wanted.attempts) == ([40], JobState.DONE, 100, 1)


def test_the_one_that_waited_longest_comes_first(member: Membership):
    done: list[int] = []
    first, second = (
        asked(member, JOBS.get("count", lambda mine, report: done.append(mine.pk))) for _ in "ab"
    )
    run_job()
    sweep_jobs()
    assert done == [first.pk, second.pk]


def test_a_dead_worker_does_not_keep_it(member: Membership):
    wanted = asked(member, lambda mine, report: None)
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.update(state=JobState.RUNNING, lease_until=past, attempts=1)
    sweep_jobs()
    wanted.refresh_from_db()
    assert (wanted.state, wanted.attempts) == (JobState.DONE, 2)


def test_who_was_overtaken_changes_nothing(member: Membership):
    def slow(mine: Job, report: Report) -> None:
        Job.objects.filter(pk=mine.pk).update(state=JobState.WAITING)  # the lease ran out and a sweep came
        report(50)
        pytest.fail("it must stop here")

    wanted = asked(member, slow)
    run_next()
    wanted.refresh_from_db()
    assert (wanted.state, wanted.progress) == (JobState.WAITING, 0)


def test_a_job_that_always_fails_is_given_up(member: Membership):
    def fail(mine: Job, report: Report) -> None:
        raise ZeroDivisionError

    wanted = asked(member, fail)
    for _ in range(ATTEMPTS):
        assert run_next()
        assert not run_next()  # it rests first
        Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    wanted.refresh_from_db()
    assert (wanted.state, wanted.attempts) == (JobState.FAILED, ATTEMPTS)


def test_a_job_that_kills_its_workers_is_given_up(member: Membership):
    wanted = asked(member, lambda mine, report: None)
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.update(state=JobState.RUNNING, lease_until=past, attempts=ATTEMPTS)
    jobs.recover_abandoned()
    wanted.refresh_from_db()
    assert wanted.state == JobState.FAILED


def test_two_jobs_of_one_name_are_a_mistake(member: Membership):
    job("count")(lambda mine, report: None)
    with pytest.raises(ValueError, match="two jobs"):
        job("count")(lambda mine, report: None)
