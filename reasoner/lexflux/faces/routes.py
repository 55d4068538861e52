"""From where data may go where: a table over all places whose law is encoded."""

from __future__ import annotations

from lexflux.explain.routes import PASSAGES, RouteWords
from lexflux.faces.table import Table
from lexflux.planning.routes import Passage, RouteFinder

MOST_NAMED = 3
GOING = (Passage.FREE, Passage.WITH_SAFEGUARDS)


def everywhere_table(words: RouteWords, finder: RouteFinder) -> Table:
    """Return for each place where data may go from it, by how, and from where everything is reached."""
    network = finder.everywhere()
    rows = []
    everything = []
    for origin in finder.alike:
        hops = {target: network.edges[origin, target]["passage"] for target in network.successors(origin)}
        cells = []
        for passage in Passage:
            targets = [words.label(one) for one, found in hops.items() if found == passage]
            shown = words.joined(words.first(targets, MOST_NAMED))
            cells.append(f"{PASSAGES[passage][0]} {len(targets)}: {shown}" if targets else "")
        rows.append([words.joined([words.label(origin), *words.others(origin, ())]), *cells])
        everything += [origin] if all(found in GOING for found in hops.values()) else []
    reached = words.joined(map(words.label, everything))
    notes = [
        words.say("routes: everything", places=reached) if everything else words.say("routes: nothing reaches all"),
        words.say("routes: scope"),
        words.say("disclaimer"),
    ]
    title = words.say("routes everywhere", cargo=words.cargo(), day=finder.cargo.on)
    return Table(["", *map(words.passage, Passage)], rows, title, notes, words.language)
