"""What workers do for groups: send what is due, do what was asked for, forget what is old."""

from datetime import timedelta

from celery import Task, shared_task
from django.utils import timezone

from groups import jobs, printing, scanning, sealing, search
from groups.actions import on_their_word, points_of_contact, terms
from groups.actions.data import remind_of_data_request
from groups.actions.equality import close_half_year
from groups.actions.helpers import check_helper, stop_helper, tell_acts
from groups.actions.interest import who_welcomes
from groups.actions.needs import ask_for_review
from groups.actions.safety import remind_of_call, remind_of_concern
from groups.equality import half_year
from groups.files import tidying
from groups.models import (
    AccessProfile,
    CallMe,
    Concern,
    DataRequest,
    EqualityAnswer,
    Expression,
    Group,
    Helper,
    Membership,
    Person,
    System,
)
from groups.notifications import notify, sending, weekly
from groups.notifications.telling import DELIVER
from groups.nudges import nudge

WORK = (printing.print_letters,)  # what jobs do: loaded by workers alone

UNREAD_DAYS = 3  # before a concern counts as not read


@shared_task(name=DELIVER)
def deliver() -> None:
    """Send a batch; if there may be more, let this or another worker go on."""
    if sending.send_due() == sending.BATCH:
        nudge(DELIVER)


@shared_task
def sweep_deliveries() -> None:
    """Find what lost its worker or its nudge, and send what is due."""
    sending.recover_abandoned()
    deliver()


@shared_task
def gather_weekly() -> None:
    """Make the weekly messages whose hour has come, and send them."""
    if weekly.gather_weekly():
        nudge(DELIVER)


@shared_task(name=jobs.RUN)
def run_job() -> None:
    """Do one job; if there was one, let this or another worker look for the next."""
    if jobs.run_next():
        nudge(jobs.RUN)


@shared_task
def sweep_jobs() -> None:
    """Find jobs that lost their worker or their nudge, and begin the next."""
    jobs.recover_abandoned()
    run_job()


@shared_task
def forget_results() -> None:
    """Files that jobs made are deleted when their time is over."""
    jobs.forget_expired()


@shared_task
def close_half_years() -> None:
    """When a half-year has ended, mix its answers about equality and keep what may be shown."""
    unclosed = EqualityAnswer.objects.unclosed().exclude(period__gte=half_year(timezone.localdate()))
    for system, period in unclosed.values_list("system", "period").distinct():
        close_half_year(system=System.objects.get(pk=system), period=period)


@shared_task
def prompt_interest() -> None:
    """On the day someone who asked to join should hear from us, and every week after, remind those who welcome."""
    for unread in Expression.objects.unread().prompted().select_related("group"):
        late = (unread.group.today - unread.acknowledge_by).days
        if late >= 0:
            people = who_welcomes(unread.group)
            week = f"week {late // 7}"
            notify("interest_waiting", unread, group=unread.group, to=people, occurrence=week)


@shared_task
def sweep_uploads() -> None:
    """Find files that wait for the virus scanner and whose job was lost or gave up."""
    scanning.find_lost()


@shared_task
def prompt_quiet_contacts() -> None:
    """Ask those who hold a link to say hello to a point of contact that has gone quiet."""
    points_of_contact.prompt_quiet_contacts(timezone.localdate())


@shared_task
def purge_files() -> None:
    """Files that no row knows: what a crash or a deletion of many rows left behind."""
    tidying.remove_orphans()


@shared_task
def remind_of_calls_and_concerns() -> None:
    """Calls that nobody made, and concerns that nobody read: remind, and tell who waits that we know."""
    today = timezone.localdate()
    for call in CallMe.objects.late(today).select_related("group", "to", "member__person"):
        if call.due_on < call.group.today:
            remind_of_call(call)
    some_days_ago = today - timedelta(days=UNREAD_DAYS)
    for concern in Concern.objects.unread_since(some_days_ago).select_related(
        "group", "to", "member__person"
    ):
        remind_of_concern(concern)


@shared_task(name=sealing.CLEAN_FILES, bind=True, max_retries=30, default_retry_delay=10)
def clean_files(task: Task[..., None], names: list[str] | None = None) -> None:
    """After sealing, and every night for all tables. Comes back when a reader was in the way."""
    if not sealing.clean_files_now(names or []):
        raise task.retry()


@shared_task
def ask_for_access_reviews() -> None:
    """A year after they last looked, ask people whether what they told us they need is still right."""
    for profile in AccessProfile.objects.wanting_review().select_related("person"):
        group = _running_group_of(profile.person)
        if group and profile.wants_review:
            ask_for_review(profile, group=group)


def _running_group_of(person: Person) -> Group | None:
    """The first group they take part in whose clocks run."""
    places = Membership.objects.active().filter(person=person, group__in=Group.objects.prompted())
    place = places.select_related("group").order_by("pk").first()
    return place.group if place else None


@shared_task
def prompt_places() -> None:
    """Terms that end within a month, yearly talks, and breaks that were meant to end today."""
    terms.prompt_terms()
    terms.prompt_reviews()
    terms.ask_about_breaks()


@shared_task
def forget_reach_of_those_told() -> None:
    """Addresses of those who left on their word, once the letter about it is in the post."""
    on_their_word.forget_reach_of_those_told()


@shared_task
def remind_of_data_requests() -> None:
    """A week before the month is over: somebody still waits to see their data, or to have it deleted."""
    soon = timezone.localdate() + timedelta(days=7)
    for noted in DataRequest.objects.due_within(soon).select_related("group"):
        remind_of_data_request(noted)


@shared_task
def check_helpers() -> None:
    """Every three months, ask members privately whether they still want each helper; forget who never said yes."""
    for helper in Helper.objects.wanting_check():
        check_helper(helper)
    for helper in Helper.objects.run_out():
        stop_helper(helper, by=None)


@shared_task
def tell_what_helpers_did() -> None:
    """Once a week, tell each member what a helper did for them in the week before."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    week = "-".join(str(part) for part in monday.isocalendar()[:2])
    busy = Helper.objects.busy_in(monday - timedelta(days=7), monday)
    for helper in busy.select_related("group", "member__person__account"):
        tell_acts(helper, week=week)


@shared_task
def rebuild_search() -> None:
    """Let searches find what they should, whatever was restored or changed outside the app."""
    for group in Group.objects.order_by("pk").iterator():
        search.rebuild(group)
