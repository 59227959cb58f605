"""The land has an example for whatever the doors ask for."""

from tests.safety.doors import ways
from tests.safety.land import Land


def test_every_parameter_of_every_address_has_an_example(land: Land) -> None:
    for way in ways():
        assert land.own.address(way)
        assert land.foreign.address(way)


def test_every_field_of_every_body_has_an_example(land: Land) -> None:
    for way in ways():
        land.own.body(way)
