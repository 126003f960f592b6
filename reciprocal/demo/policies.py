"""The demonstration's clock may be read and moved by anybody, and anybody may read what would have been sent."""

from reciprocal.access.rls import Open

TABLES = (
    Open("demo_democlock", worker=("SELECT",), web=("SELECT", "INSERT", "UPDATE")),
    Open("demo_sentmail", worker=("INSERT",)),
)
