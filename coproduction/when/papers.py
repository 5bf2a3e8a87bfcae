"""Papers and packs of sessions."""

from coproduction.when.shape import AHEAD, ANY, KNOWN, Table, of_session, planning
from facilitation.states import SessionState as S

WHEN: Table = {
    ("paper_add", "session_id"): planning(AHEAD),
    ("pack", "session_id"): of_session(KNOWN),
    ("pack_text", "session_id"): of_session(KNOWN),
    ("pack_pdf", "session_id"): of_session(KNOWN, ANY),
    ("pack_pdf_file", "session_id"): of_session(KNOWN),
    ("pack_large", "session_id"): of_session(KNOWN, ANY),
    ("pack_large_file", "session_id"): of_session(KNOWN),
    ("pack_send", "session_id"): planning((S.ANNOUNCED, S.OPEN), shown=ANY),
    ("expect", "session_id"): planning(AHEAD),
    ("entrance", "session_id"): of_session(KNOWN),
}
