"""Pictures as SVG: tables, networks, timelines; each by itself, without outside fonts or scripts."""
