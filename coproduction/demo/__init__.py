"""The demo: one living group in its second cycle, with dates relative to today. Never loaded outside demo mode."""
