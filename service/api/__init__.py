"""The entrance for other programs: JSON over HTTP under /api/v1, one route for each use case."""
