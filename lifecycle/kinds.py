"""What this app can tell people: see groups.kinds."""
