"""The page about the lifecycle: three tables of states and steps, each with its diagram."""

from __future__ import annotations

from collections.abc import Iterator

from reciprocal.config.documents import listed, prose, table
from reciprocal.rulebook.lifecycle import STEPS, Change, Step
from reciprocal.rulebook.roles import RELATIONS, ROLE_OF_RELATION, ROLES
from reciprocal.rulebook.scheme import current
from reciprocal.rulebook.states import NEW, STATES, Machine, State

_TITLES: dict[Machine, str] = {"request": "The property request", "offer": "The offer", "home": "The home"}


def text() -> Iterator[str]:
    """Give the lines of the page."""
    yield from (
        "# The lifecycle",
        "",
        *prose(
            "What can happen to a property request, to an offer and to a home, and who makes it happen. Nothing "
            "else can: "
            "the database refuses any other change of state. Limits are settings of the scheme with dates."
        ),
    )
    for machine, title in _TITLES.items():
        yield from (f"## {title}", "", "### States", "", *_states(machine), "### Steps", "")
        yield from _steps(machine)
        yield from ("### Diagram", "", *_diagram(machine), "The same in words:", "", *_in_words(machine), "")


def relation(key: str) -> str:
    """Give a relation to a request as the shortest word that says it."""
    words = {
        "offering": "offering partner",
        "owner": "partner of the home",
        "recipient": "partner with the profile",
        "system": "the service itself",
    }
    return words[key] if key in words else ROLES[ROLE_OF_RELATION[key]].label.lower()


def state_names(machine: Machine, keys: tuple[str, ...]) -> str:
    """Give the labels of states; the one that does not exist yet has none."""
    return listed("–" if key == NEW else STATES[machine][key].label for key in keys)


def _states(machine: Machine) -> list[str]:
    rows = []
    for state in STATES[machine].values():
        row = [state.label, f"`{state.key}`", state.meaning, _waits_on(state), _limit(state)]
        rows.append([*row, state.landlord_sees or "–", state.partners_see] if machine == "request" else row)
    heads = ["State", "Key", "What it means", "Waits on", "Limit"]
    if machine == "request":
        heads += ["On the approval view", "Partners see"]
    return table(heads, rows)


def _waits_on(state: State) -> str:
    return ROLES[state.waits_on].label.lower() if state.waits_on else "–"


def _limit(state: State) -> str:
    if not state.limit:
        return "–"
    setting = current().settings[state.limit]
    values = [
        f"{entry.value} {setting.unit.replace('_', ' ')} from {entry.since:%-d %B %Y}" for entry in setting.values
    ]
    return f"{', then '.join(values)} (`{state.limit}`)"


def _steps(machine: Machine) -> list[str]:
    rows = [
        [
            step.label,
            f"`{step.key}`",
            listed(relation(who) for who in step.who),
            state_names(machine, step.from_),
            state_names(machine, step.to) if step.to else "stays",
            ", ".join(f"`{need}`" for need in step.needs) or "–",
            "; ".join(_also(change) for change in step.also) or "–",
            ", ".join(f"{relation(who)} (`{key}`)" for key, who in step.tells) or "–",
            step.event,
        ]
        for step in STEPS.values()
        if step.machine == machine
    ]
    heads = ["Step", "Key", "Taken by", "From", "To", "Needs", "Changes also", "Tells", "On the timeline"]
    return table(heads, rows)


def _also(change: Change) -> str:
    if_any = ", if there is one" if change.if_any else ""
    return (
        f"{change.machine}: {state_names(change.machine, change.from_)} → "
        f"{state_names(change.machine, change.to)}{if_any}"
    )


def _moves(machine: Machine) -> dict[tuple[str, str], list[Step]]:
    """Give the steps behind each change from one state to another."""
    found: dict[tuple[str, str], list[Step]] = {}
    for step in STEPS.values():
        for change in step.changes:
            if change.machine == machine:
                for before in change.from_:
                    for after in change.to:
                        found.setdefault((before, after), []).append(step)
    return found


def _diagram(machine: Machine) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.key}: {state.label}" for state in STATES[machine].values()]
    moves = _moves(machine)
    for (before, after), steps in moves.items():
        start = "[*]" if before == NEW else before
        lines.append(f"    {start} --> {after}: {' / '.join(step.label for step in steps)}")
    left = {before for before, _ in moves}
    lines += [f"    {key} --> [*]" for key in STATES[machine] if key not in left]
    return [*lines, "```", ""]


def _in_words(machine: Machine) -> Iterator[str]:
    moves = _moves(machine)
    for key in (NEW, *STATES[machine]):
        ways = [(after, steps) for (before, after), steps in moves.items() if before == key]
        name = "At the beginning" if key == NEW else STATES[machine][key].label
        if not ways:
            yield f"- **{name}**: the end."
            continue
        yield f"- **{name}**:"
        for after, steps in ways:
            by = listed(f"“{step.label}” ({listed(relation(who) for who in step.who)})" for step in steps)
            yield f"    - {by} leads to **{STATES[machine][after].label}**"


def relations() -> list[str]:
    """Give the table of relations: how somebody can stand to a request, an offer or a home."""
    rows = [[relation(key), f"`{key}`", f"{sentence}."] for key, sentence in RELATIONS.items()]
    return table(["Relation", "Key", "Who that is"], rows)
