"""What a Word template may hold, and what becomes of it."""
