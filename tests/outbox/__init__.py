"""Real processes for promise 14: settings with short leases, a mail server that keeps count, and a teller."""
