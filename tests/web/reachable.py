"""The small establishment with an SMTP server and a text gateway: what is sent lies in a box."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.post_box import PostBox
from tests.web.establishment import Establishment, made_folder, make_app
from tests.web.establishment import establishment as unreached

__all__ = ["establishment", "made_folder", "unreached"]


@pytest.fixture(scope="module")
def establishment(unreached: Establishment) -> Establishment:
    """The establishment, whose messages leave by every way."""
    site = replace(unreached.site, ports=replace(unreached.ports, messenger=PostBox()))
    return replace(unreached, site=site, app=make_app(site))
