"""What all tests start from."""

import pytest
from hypothesis import settings

from nlp import gazetteer

# How long an example takes tells of the machine and what else runs on it, not of what is tested.
settings.register_profile("blotter", deadline=None)
settings.load_profile("blotter")


@pytest.fixture(scope="session", autouse=True)
def _same_places_everywhere(tmp_path_factory):
    """Keep what the developer imported out of the tests, and build the world's towns before the first."""
    gazetteer.open_world(gazetteer.world_path(), lambda _: None).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield
