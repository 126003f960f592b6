"""Which home could be a home for which household: pure Python, no Django, no database, no clock."""
