"""No answer is made from what the rules say alone: what the police want is held for legal first.

Seen to fail: with a takedown decided by `judge` itself.
"""

import ast

from tests.house.source import modules, parse

TRUE = {"requested_posts.py", "order_preview.py", "waiting.py"}
"""Who judges as the rules have it: what tells everyone else, and two lists that legal alone reads."""


def test_only_what_legal_reads_is_judged_without_being_held() -> None:
    met = {
        path.name
        for path in modules()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "service.registry.judging"
        and "judge" in {one.name for one in node.names}
    }
    assert met == TRUE
