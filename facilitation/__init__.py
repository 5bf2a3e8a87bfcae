"""How we meet: sessions, the room, topics, decisions, information."""
