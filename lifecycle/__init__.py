"""Where it goes: cycle and stages, requests and answers, reviews, impact reports."""
