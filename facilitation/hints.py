"""What to know about a day before a session is put on it. A hint never stands in the way."""

from datetime import date

from django.utils.translation import gettext as _

from facilitation.models import Session
from facilitation.states import SessionState
from groups.models import Group
from groups.needs import papers_due
from groups.templatetags.words import day as in_words
from groups.working_days import is_bank_holiday, is_weekend


def day_hints(day: date, group: Group) -> list[str]:
    """A bank holiday or weekend, and papers that would be late for someone."""
    return [*closed_hints(day, group), *_paper_hints(day, group)]


def closed_hints(day: date, group: Group) -> list[str]:
    if is_bank_holiday(day, group):
        return [_("This is a bank holiday in %(nation)s.") % {"nation": group.get_nation_display()}]
    if is_weekend(day):
        return [_("This day is at the weekend. Some people cannot get there then.")]
    return []


def hints_for(session: Session) -> list[str]:
    """For those who plan it. Once it is announced, its papers have a day of their own."""
    if session.state == SessionState.DRAFT:
        return day_hints(session.day, session.group)
    return closed_hints(session.day, session.group) if session.state == SessionState.ANNOUNCED else []


def _paper_hints(day: date, group: Group) -> list[str]:
    due, today = papers_due(day, group), group.today
    if day < today or due > today:
        return []
    if due == today:
        return [_("Papers would have to be out today. People who need another format would get them late.")]
    return [
        _("Papers should have been out on %(day)s. People who need another format would get them late.")
        % {"day": in_words(due)}
    ]
