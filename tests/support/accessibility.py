"""axe-core on a page: no violation at all is accepted."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "axe" / "axe.min.js"
RUN = "async () => (await axe.run(document, {rules: {'target-size': {enabled: true}}})).violations"


@cache
def _load_axe() -> str:
    return AXE.read_text(encoding="utf-8")


def assert_accessible(page: Page) -> None:
    """Check the page as it stands, in whatever state it is; the failure names rule, place and mend."""
    violations = _find_violations(page)
    assert not violations, "\n".join([f"{page.url} is not accessible:", *map(_describe, violations)])


def _find_violations(page: Page) -> list[dict[str, Any]]:
    if not page.evaluate("'axe' in globalThis"):
        # Through the debugger, because the page's content security policy rightly refuses added scripts.
        debugger = page.context.new_cdp_session(page)
        debugger.send("Runtime.evaluate", {"expression": _load_axe(), "allowUnsafeEvalBlockedByCSP": True})
        debugger.detach()
    found: list[dict[str, Any]] = page.evaluate(RUN)
    return found


def _describe(violation: dict[str, Any]) -> str:
    head = f"  {violation['id']} ({violation['impact']}): {violation['help']}"
    places = [
        f"    at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for node in violation["nodes"]
    ]
    return "\n".join([head, *places])
