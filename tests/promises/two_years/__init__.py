"""Two groups over two years, everything they published, and whoever tries to work out more from it."""
