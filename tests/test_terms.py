from __future__ import annotations

from visits.terms import Rank, Role


def test_every_role_has_a_rank_and_heads_come_first() -> None:
    by_rank = {rank: {role for role in Role if role.rank is rank} for rank in Rank}

    assert by_rank[Rank.HEAD] == {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT, Role.BODY_HEAD}
    assert by_rank[Rank.DEPUTY_HEAD] == {Role.DEPUTY_HEAD, Role.ROYAL}
    assert by_rank[Rank.MINISTER] == {
        Role.FOREIGN_MINISTER,
        Role.DEFENCE_MINISTER,
        Role.MINISTER,
        Role.LEGISLATOR,
    }
    assert max(Role, key=lambda role: role.rank) is Role.OFFICIAL
