"""`aval serve`: uvicorn with our application, quiet about who asked what."""

from __future__ import annotations

import uvicorn

from service import wiring
from service.settings import load_settings


def serve_registry(host: str, port: int, workers: int) -> None:
    """Serve until told to stop. Settings are tried here first, so that what is wrong is said once."""
    wiring.check_registry(load_settings())
    uvicorn.run(
        "service.server:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )
