"""Years of the feedback loop in minutes: the real rules, an injected clock, and people who act well, late or never."""
