"""The room: what whoever runs it does in it, and what was parked there."""

from coproduction.when.shape import ANY, NEVER, Table, When, planning
from facilitation.models import AgendaItem, ParkedMatter
from facilitation.states import ItemState
from facilitation.states import SessionState as S
from facilitation.states.parked import ParkedState

IN_THE_ROOM = planning((S.OPEN,), shown=NEVER)
TOOL = planning((S.OPEN,), shown=(S.OPEN,))
TO_LOOK_AT = planning(NEVER, shown=(S.OPEN,))
TO_COME_BACK_TO = (ParkedState.PARKED,)
NOT_SETTLED = (ParkedState.PARKED, ParkedState.BROUGHT_BACK)

WHEN: Table = {
    ("room_pause", "session_id"): IN_THE_ROOM,
    ("room_round_turn", "session_id"): IN_THE_ROOM,
    ("room_my_turn", "session_id"): IN_THE_ROOM,
    ("room_check_answer", "session_id"): IN_THE_ROOM,
    ("room_check_end", "session_id"): IN_THE_ROOM,
    ("room_check_clear", "session_id"): IN_THE_ROOM,
    ("item_time", "session_id"): IN_THE_ROOM,
    ("item_time", "item_id"): When(AgendaItem, NEVER, (ItemState.NOW,)),
    ("item_move", "session_id"): IN_THE_ROOM,
    ("item_move", "item_id"): When(AgendaItem, NEVER, ANY),
    ("room_item", "session_id"): TOOL,
    ("room_park", "session_id"): TOOL,
    ("room_agree", "session_id"): TOOL,
    ("room_put", "session_id"): TOOL,
    ("room_to_do", "session_id"): TOOL,
    ("room_check", "session_id"): TOOL,
    ("room_round", "session_id"): TOOL,
    ("room_here", "session_id"): TOOL,
    ("room_screen", "session_id"): TO_LOOK_AT,
    ("room_screen_now", "session_id"): planning(NEVER),
    ("room_as_member", "session_id"): TO_LOOK_AT,
    ("parked_back", "parked_id"): When(ParkedMatter, TO_COME_BACK_TO, TO_COME_BACK_TO),
    ("parked_settle", "parked_id"): When(ParkedMatter, NOT_SETTLED, NOT_SETTLED),
}
