"""Sessions: planned, arranged for, and in the room."""

from coproduction.when.shape import (
    AHEAD,
    ANY,
    BEFORE_IT_SETTLES,
    IN_THE_GROUP,
    KNOWN,
    NEVER,
    NOT_CANCELLED,
    PLANNED,
    Table,
    When,
    member,
    of_session,
    planning,
)
from facilitation.models import AgendaItem, Hand, Session
from facilitation.states import ItemState
from facilitation.states import SessionState as S
from groups.models import (
    RoomPass,
)
from groups.states import (
    PassState,
)

IN_THE_ROOM = planning((S.OPEN,), shown=NEVER)

WHEN: Table = {
    # Sessions, while they are planned
    ("session", "session_id"): of_session(KNOWN),
    ("session_ics", "session_id"): When(Session, KNOWN),
    ("session_edit", "session_id"): planning(PLANNED),
    ("session_announce", "session_id"): planning((S.DRAFT,)),
    ("session_cancel", "session_id"): planning(PLANNED),
    ("session_open", "session_id"): planning((S.ANNOUNCED,)),
    ("session_close", "session_id"): planning((S.OPEN,)),
    ("coming", "session_id"): of_session(KNOWN, (S.ANNOUNCED, S.OPEN)),
    ("coming_for", "session_id"): planning((S.ANNOUNCED, S.OPEN), shown=NEVER),
    ("agenda_add", "session_id"): planning(AHEAD),
    ("agenda_edit", "session_id"): planning(AHEAD),
    ("agenda_edit", "item_id"): When(AgendaItem, ANY, (ItemState.WAITING,)),
    ("agenda_move", "session_id"): planning(AHEAD, shown=NEVER),
    ("agenda_move", "item_id"): When(AgendaItem, NEVER, ANY),
    ("agenda_remove", "session_id"): planning(AHEAD),
    ("agenda_remove", "item_id"): When(AgendaItem, ANY, (ItemState.WAITING,)),
    # Arranged for you
    ("arrangements", "session_id"): planning(AHEAD),
    ("arrange", "session_id"): planning(AHEAD),
    ("arrange", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("arranged", "session_id"): of_session(KNOWN, NOT_CANCELLED),
    ("arranged_for", "session_id"): planning(NOT_CANCELLED),
    ("arranged_for", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    ("debrief", "session_id"): of_session(KNOWN, KNOWN),
    ("debrief_for", "session_id"): of_session(KNOWN, KNOWN),
    ("debrief_for", "member_id"): member(IN_THE_GROUP, IN_THE_GROUP),
    # The room
    ("room", "session_id"): When(Session, (S.OPEN,)),
    ("room_words", "session_id"): of_session(KNOWN),
    ("room_stream", "session_id"): of_session(KNOWN),
    ("room_enter", "session_id"): IN_THE_ROOM,
    ("room_go_on", "session_id"): IN_THE_ROOM,
    ("room_round_begin", "session_id"): IN_THE_ROOM,
    ("room_round_end", "session_id"): IN_THE_ROOM,
    ("signal", "session_id"): IN_THE_ROOM,
    ("contribute", "session_id"): planning((S.OPEN,), shown=(S.OPEN,)),
    ("me_too", "session_id"): IN_THE_ROOM,
    ("hand_raise", "session_id"): IN_THE_ROOM,
    ("hand_down", "session_id"): IN_THE_ROOM,
    ("hand_spoke", "session_id"): IN_THE_ROOM,
    ("hand_spoke", "hand_id"): When(Hand, NEVER, (*Hand.MOVES,)),
    ("item_start", "session_id"): IN_THE_ROOM,
    ("item_start", "item_id"): When(AgendaItem, NEVER, ANY),
    ("item_done", "session_id"): IN_THE_ROOM,
    ("item_done", "item_id"): When(AgendaItem, NEVER, ANY),
    ("take_back", "session_id"): When(Session, KNOWN, KNOWN),
    ("late_thought", "session_id"): planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("hand_in", "session_id"): planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("for_someone", "session_id"): planning(BEFORE_IT_SETTLES, shown=BEFORE_IT_SETTLES),
    ("room_passes", "session_id"): planning(NEVER),
    ("room_pass_give", "session_id"): planning((S.ANNOUNCED, S.OPEN), shown=NEVER),
    ("room_pass_give", "member_id"): member(NEVER, IN_THE_GROUP),
    ("room_pass_one", "session_id"): planning(NEVER),
    ("room_pass_one", "pass_id"): When(RoomPass, ANY),
    ("room_pass_revoke", "session_id"): planning(ANY, shown=NEVER),
    ("room_pass_revoke", "pass_id"): When(RoomPass, NEVER, (PassState.ISSUED,)),
}
