"""
Make the outlines that the map of adequacy is drawn of: `reasoner/lexflux/faces/pictures/world.json`.

Run by hand, where outlines change, beside the unpacked npm package world-atlas 2.0.2 and with pycountry installed:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python deploy/world_map.py package reasoner/lexflux/faces/pictures/world.json
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

WIDE, SOUTH = 1060.0, -58.0
A = (1.340264, -0.081106, 0.000893, 0.003796)
"""The Equal Earth projection (B. Šavrič, T. Patterson, B. Jenny, 2018)."""
LEAST = 3.0
"""What is smaller on paper, in CSS pixels to the side, is a point."""
Point = tuple[float, float]
Ring = list[Point]


def projected(longitude: float, latitude: float) -> Point:
    """Return where a point of the globe is on a map so wide."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    powers = theta**2, theta**6, theta**8
    scale = 3 * (9 * A[3] * powers[2] + 7 * A[2] * powers[1] + 3 * A[1] * powers[0] + A[0])
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / scale
    y = theta * (A[3] * powers[2] + A[2] * powers[1] + A[1] * powers[0] + A[0])
    unit = WIDE / (2 * 2.7066)
    return WIDE / 2 + x * unit, (1.3173627591 - y) * unit


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> Iterator[Ring]:
    """Yield the rings of a geometry in longitude and latitude."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
    for ring in (ring for polygon in polygons for ring in polygon):
        yield from cut([point for arc in ring for point in arc_of(topology, arc)])


def cut(ring: Ring) -> Iterator[Ring]:
    """Yield the parts of a ring on either side of the meridian of 180 degrees."""
    unrolled, turns = [ring[0]], 0
    for (before, _), (after, latitude) in zip(ring, ring[1:], strict=False):
        turns += (before - after > 180) - (after - before > 180)
        unrolled.append((after + 360 * turns, latitude))
    for shift in (-360, 0, 360):
        moved = [(longitude + shift, latitude) for longitude, latitude in unrolled]
        inside = clipped(clipped(moved, 180), -180)
        if inside:
            yield inside


def clipped(ring: Ring, bound: int) -> Ring:
    """Return what of a ring lies between the meridian of 0 and one bound (I. Sutherland, G. Hodgman, 1974)."""
    found: Ring = []
    for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
        inside, next_inside = (one * bound <= bound * bound for one in (x, next_x))
        if inside:
            found.append((x, y))
        if inside != next_inside:
            found.append((bound, y + (next_y - y) * (bound - x) / (next_x - x)))
    return found


def arc_of(topology: dict[str, Any], number: int) -> Ring:
    """Return the points of an arc, which stand as differences."""
    (stretch_x, stretch_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for step_x, step_y in topology["arcs"][number if number >= 0 else ~number]:
        x, y = x + step_x, y + step_y
        found.append((x * stretch_x + from_x, y * stretch_y + from_y))
    return found if number >= 0 else found[::-1]


def code_of(geometry: dict[str, Any]) -> str:
    """Return the code of ISO 3166-1 of a geometry, empty if it has none."""
    found = pycountry.countries.get(numeric=geometry.get("id", ""))
    return found.alpha_2 if found else ""


def drawn(found: list[Ring]) -> str:
    """Return rings as a path of SVG with whole numbers: tenths of a CSS pixel."""
    path = ""
    for ring in found:
        points = list(dict.fromkeys((round(x * 10), round(y * 10)) for x, y in (projected(*one) for one in ring)))
        if len(points) > 2:
            steps = (f"{x - was_x} {y - was_y}" for (was_x, was_y), (x, y) in zip(points, points[1:], strict=False))
            path += f"M{points[0][0]} {points[0][1]}l" + " ".join(steps) + "z"
    return path.replace(" -", "-")


def size(found: list[Ring]) -> tuple[float, Point]:
    """Return how large the largest ring is on the map, and its middle."""
    boxes = []
    for ring in found:
        xs, ys = zip(*(projected(*one) for one in ring), strict=True)
        middle = (round(sum((max(xs), min(xs))) / 2, 1), round(sum((max(ys), min(ys))) / 2, 1))
        boxes.append((math.hypot(max(xs) - min(xs), max(ys) - min(ys)), middle))
    return max(boxes)


def outlines(coarse: dict[str, Any], fine: dict[str, Any]) -> dict[str, Any]:
    """Return the outlines of places by code, other land, and the points of places too small for an outline."""
    areas: dict[str, str] = {}
    points: dict[str, Point] = {}
    land = ""
    for geometry in coarse["objects"]["countries"]["geometries"]:
        found = [one for one in rings(coarse, geometry) if max(latitude for _, latitude in one) > SOUTH]
        code = code_of(geometry)
        if code and found:
            areas[code] = drawn(found)
            large, middle = size(found)
            points |= {code: middle} if large < LEAST else {}
        elif found:
            land += drawn(found)
    for geometry in fine["objects"]["countries"]["geometries"]:
        code = code_of(geometry)
        if code and code not in areas and code != "AQ":
            points[code] = size(list(rings(fine, geometry)))[1]
    return {"areas": dict(sorted(areas.items())), "land": land, "points": dict(sorted(points.items()))}


def main(package: Path, target: Path) -> None:
    """Write the outlines with their source and licence."""
    coarse, fine = (json.loads((package / f"countries-{scale}.json").read_text("utf-8")) for scale in ("110m", "50m"))
    whole = {
        "source": "Natural Earth 4.1.0, 1:110m, small places 1:50m, by world-atlas 2.0.2; Equal Earth projection",
        "licence": "Natural Earth: public domain; world-atlas: ISC, Copyright 2013-2019 Michael Bostock",
        "wide": WIDE,
        **outlines(coarse, fine),
    }
    target.write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
