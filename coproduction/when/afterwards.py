"""After a session: its notes, what people say of it, and what was agreed to do."""

from coproduction.when.shape import ANY, KNOWN, NEVER, Table, When, planning
from facilitation.models import NoteCheck, Session, ToDo
from facilitation.states import SessionState as S
from facilitation.states.notes import CheckState
from facilitation.states.to_do import ToDoState as T

STANDING = (T.ASKED, T.FREE, T.OPEN)

OVER = (S.CLOSED, S.NOTES_SHARED, S.SETTLED)

WHEN: Table = {
    ("session_notes", "session_id"): planning((S.CLOSED,)),
    ("credit", "session_id"): When(Session, NEVER, KNOWN),
    ("note_check_one", "check_id"): When(NoteCheck, ANY, (CheckState.ASKED,)),
    ("what_came_of_session", "session_id"): When(Session, OVER),
    ("words_of_session", "session_id"): When(Session, OVER),
    ("what_i_heard", "session_id"): When(Session, OVER, OVER),
    ("reflection", "session_id"): When(Session, OVER, OVER),
    ("reflection_delete", "session_id"): When(Session, NEVER, OVER),
    ("to_do", "to_do_id"): When(ToDo, ANY),
    ("to_do_answer", "to_do_id"): When(ToDo, NEVER, (T.ASKED, T.OPEN)),
    ("to_do_take_on", "to_do_id"): When(ToDo, NEVER, (T.FREE,)),
    ("to_do_done", "to_do_id"): When(ToDo, (T.OPEN,), (T.OPEN,)),
    ("to_do_later", "to_do_id"): When(ToDo, (T.OPEN,), (T.OPEN,)),
    ("to_do_hand_on", "to_do_id"): When(ToDo, STANDING, STANDING),
    ("to_do_drop", "to_do_id"): When(ToDo, STANDING, STANDING),
}
