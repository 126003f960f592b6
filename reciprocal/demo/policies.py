"""The demonstration's clock may be read and moved by anybody."""

from reciprocal.access.rls import Open

TABLES = (Open("demo_democlock", worker=("SELECT",), web=("SELECT", "INSERT", "UPDATE")),)
