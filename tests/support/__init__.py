"""Real parts for tests to stand on: a PostgreSQL server, a browser, an accessibility checker."""
