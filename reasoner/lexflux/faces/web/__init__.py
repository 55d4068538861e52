"""The web: pages for people, SPARQL, linked data and JSON for programs. Nothing here knows law, nothing decides."""
