"""Writes docs/rights.md from the table that the tests hold: python -m tests.rights.page"""

from __future__ import annotations

from pathlib import Path

from tests.rights.matrix import Rights, rights

PAGE = Path(__file__).parent.parent.parent / "docs" / "rights.md"
PEOPLE = ["anonymous", "reader", "editor", "admin"]
TOKENS = ["read", "claims", "decide", "push", "webhooks", "admin"]
BEGINNING = """# Who may do what

Made from `tests/rights/matrix.toml` by `python -m tests.rights.page`. Tests ask every route with
every method and role, and fail for a route without a rule.

- **anonymous** sends neither session nor token; **reader** is signed in; **editor** has the right
  `add_decision`; **admin** is staff with all rights.
- A token acts for its owner within its scopes, and no further than the owner may; the tokens here
  are an admin's. A personal token may always read. A `push` token belongs to a source and acts for
  nobody. On pages tokens say nothing.
- ✓ is let in. Others are refused: sent to sign in, 401 or 403. Any other method is 405 for all.
- Feeds, saved filters, tokens and webhooks are one's own: those of others are 404.
- `/admin/` is for staff as a whole.
- † with `API_ANONYMOUS_READ=0` neither the anonymous nor `push` tokens read.
"""


def page() -> str:
    """The page as it should be."""
    closed = rights("api", is_closed=True)
    return "\n".join(
        [
            BEGINNING,
            "## Pages\n",
            *_table(rights("pages"), PEOPLE, {}),
            "\n## API\n",
            *_table(rights("api"), [*PEOPLE, *(f"token:{scope}" for scope in TOKENS)], closed),
            "",
        ]
    )


def _table(told: Rights, roles: list[str], closed: Rights) -> list[str]:
    lines = [f"| route | method | {' | '.join(roles)} |", f"|---|---|{'---|' * len(roles)}"]
    for route, methods in told.items():
        for method, let_in in methods.items():
            less = closed.get(route, {}).get(method, let_in)
            cells = [_cell(role, let_in, less) for role in roles]
            lines.append(f"| {route} | {method} | {' | '.join(cells)} |")
    return lines


def _cell(role: str, let_in: list[str], less: list[str]) -> str:
    if role not in let_in:
        return ""
    return "✓" if role in less else "✓†"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
