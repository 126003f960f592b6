"""What in free text could identify somebody: pure Python, no Django, no database, no network."""
