"""What is said and agreed in the loop, by one person and read by another."""

WORDS = "Ask us what matters before you plan anything."
SESSION = "How care is planned"
AGREED_HERE = (SESSION, "What we are here for")
