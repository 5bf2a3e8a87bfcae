"""Messages arrive (promise 14): one fact, one notification; one delivery for each person and channel.

telling.py records what is to be told, in the transaction of its fact; reaching.py says how and when a person
may be reached; writing.py finds the words; sending.py claims and sends; stopping.py makes stop links.
"""

from groups.notifications.telling import finish, notify, settle

__all__ = ["finish", "notify", "settle"]
