"""Everything is found by its words, by whoever may see it and by nobody else."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.backlog.operations import change_item, trash_items
from leadline.conversation.operations import comment_on, trash_comment
from leadline.home.jobs import ask_to_reindex_all
from leadline.home.models import SearchText
from leadline.home.operations import reindex, write_texts
from leadline.home.operations.index import head_of
from leadline.home.queries import search
from leadline.home.search import ranking
from leadline.home.search.asked import WINDOW, Asked
from leadline.home.search.engine import engine
from leadline.home.search.words import words_of
from leadline.products.operations import change_product
from leadline.workspaces.models import Member
from leadline.workspaces.operations import undo
from leadline.workspaces.scope import scope
from tests.after import done
from tests.conftest import Ask, Grow
from tests.world import World


def found(member: Member, words: str, **options: object) -> list[str]:
    with scope(member.workspace):
        return [row.title for row in search(member, words, **options).rows]  # type: ignore[arg-type]


def plant(world: World, member: Member, titles: list[str], body: str = "") -> None:
    """Write texts of comments that need not exist; search asks the records only when it draws."""
    texts = [
        SearchText(
            workspace=member.workspace, kind="comment", record_id=uuid4(), path="/x", title=title,
            body=body, head=head_of(title, body), updated_at=world.now,
        )
        for title in titles
    ]  # fmt: skip
    with scope(member.workspace):
        write_texts(member.workspace, texts, set())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ångström & Straße", ["angstrom", "strasse"]),
        ("WS-12: don’t_panic", ["ws", "12", "don", "t", "panic"]),
        ("ﬁne ２０２６", ["fine", "2026"]),
        ("風速計の表示", ["風", "速", "計", "の", "表", "示"]),
        ("Прогноз погоды", ["прогноз", "погоды"]),
        ("x" * 50, ["x" * 40]),
        ("", []),
    ],
)
def test_words_are_folded_by_one_rule(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = words_of(text)
    assert words_of(" ".join(once)) == once
    assert all("~" not in word and " " not in word for word in once)


def test_an_item_is_found_by_words_of_title_and_text(world: World) -> None:
    world.item("Show the wind", description="In **knots**, please.")
    world.item("Show the rain")
    done(world)
    assert found(world.vera, "wind show") == ["WS-1 Show the wind"]
    assert found(world.vera, "KNÖTS") == ["WS-1 Show the wind"]
    assert found(world.vera, "snow") == []


def test_words_may_be_unfinished(world: World) -> None:
    world.item("Station display")
    done(world)
    assert found(world.vera, "stat disp") == ["WS-1 Station display"]
    assert found(world.vera, "st di") == []
    assert found(world.vera, "display s") == ["WS-1 Station display"]


def test_the_key_finds_its_item_first(world: World) -> None:
    world.item("Show the wind")
    world.item("WS 1 is not like WS-1 at all", description="ws-1 ws-1 ws-1")
    done(world)
    assert found(world.vera, "ws-1")[0] == "WS-1 Show the wind"


def test_a_title_weighs_more_than_a_text_and_the_new_more_than_the_old(world: World) -> None:
    world.item("Rain gauge")
    world.item("Notes", description="rain " * 9)
    world.item("Rain gauge again")
    done(world)
    assert found(world.vera, "rain") == ["WS-3 Rain gauge again", "WS-1 Rain gauge", "WS-2 Notes"]


def test_the_order_is_the_formula_of_the_page() -> None:
    # By hand, newest first: 2 is at place 0 of 3 (+2.0), 1 at place 1 (+1.33), 3 at place 2 (+0.67).
    matches = [
        ranking.Match(2, "notes", "wind wind wind wind"),  # 1 + log2(4) = 3 → 5.0
        ranking.Match(1, "the wind", ""),  # 8 + 6 = 14 → 15.33
        ranking.Match(3, "windy days", "wind"),  # 5 + 1 + 6 + 3 = 15 → 15.67
    ]
    assert ranking.ranked(matches, ["wind"]) == [3, 1, 2]


def test_what_is_in_the_trash_is_not_found_and_comes_back_with_it(world: World) -> None:
    wind = world.item("Show the wind")
    done(world)
    event = trash_items(by=world.edda, now=world.later(hours=1), items=[wind])
    assert found(world.vera, "wind") == []
    done(world)
    with scope(world.workspace):
        assert SearchText.objects.filter(record_id=wind.id).count() == 0
    assert event
    undo(by=world.edda, now=world.later(hours=1), event=event)
    done(world)
    assert found(world.vera, "wind") == ["WS-1 Show the wind"]


def test_comments_are_found_until_they_are_taken_back(world: World) -> None:
    comment, _ = comment_on(by=world.otto, now=world.now, subject=world.item("Show the wind"), body="Beaufort is older")  # fmt: skip
    done(world)
    assert found(world.vera, "beaufort", kind="comment") == ["Beaufort is older"]
    assert found(world.vera, "beaufort", kind="item") == []
    trash_comment(by=world.otto, now=world.later(hours=1), comment=comment)
    done(world)
    assert found(world.vera, "beaufort") == []


def test_a_new_title_replaces_the_old(world: World) -> None:
    wind = world.item("Show the wind")
    done(world)
    change_item(by=world.otto, now=world.later(hours=1), item=wind, title="Show the gusts")
    done(world)
    assert found(world.vera, "wind") == []
    assert found(world.vera, "gusts") == ["WS-1 Show the gusts"]


def test_a_new_product_key_is_found_on_its_items(world: World) -> None:
    world.item("Show the wind")
    done(world)
    change_product(by=world.edda, now=world.later(hours=1), product=world.station, key="MAST")
    done(world)
    assert found(world.vera, "mast-1") == ["MAST-1 Show the wind"]


def test_no_word_of_another_workspace_is_ever_found(world: World) -> None:
    token = "zebrafinch"
    plant(world, world.mallory, [f"{token} {n}" for n in range(5)], body=token)
    theirs = world.mallory.workspace_id.hex
    plant(world, world.ann, [f"~w{theirs} ~kcomment", f"w{theirs}"])
    for words in (token, token[:4], f"{token} 3", f"~w{theirs}", f'{token}" OR "a', f"~w{theirs} {token}"):  # fmt: skip
        assert found(world.ann, words) == []
        with scope(world.workspace):
            assert search(world.ann, words).count in (0, 2)


def test_odd_queries_are_answered(world: World) -> None:
    world.item("Show the wind")
    done(world)
    for words in ("", " ", "'", '"', "*", "wind*", "a AND b", "NEAR(", "%", "\\", "wind & !x", "x" * 5_000, "🌬", "(((", "-wind", "~k"):  # fmt: skip
        found(world.vera, words)


def test_common_words_are_ranked_within_the_newest_matches(world: World) -> None:
    plant(world, world.ann, [f"common {n}" for n in range(WINDOW + 50)])
    with scope(world.workspace):
        results = search(world.ann, "common")
        assert (results.count, results.is_capped) == (WINDOW, True)


def test_the_newest_come_first_over_every_window(world: World) -> None:
    plant(world, world.ann, [f"often {'seldom' if n % 700 == 3 else 'else'}" for n in range(5_000)])
    with scope(world.workspace):
        seldom = engine().newest(Asked(world.workspace.id, (("seldom",),)))
        both = engine().newest(Asked(world.workspace.id, (("often",), ("seldom",))))
        last = SearchText.objects.order_by("-id").first()
    assert len(seldom) == 8
    assert seldom == both == sorted(seldom, reverse=True)
    assert last
    assert engine().newest(Asked(world.workspace.id, (("often",),)), 3) == [last.id, last.id - 1, last.id - 2]  # fmt: skip


def test_reading_anew_ends_as_it_began_and_forgets_what_is_gone(world: World) -> None:
    for title in ("Show the wind", "Show the rain", "Show the snow"):
        world.item(title)
        world.later(hours=1)
    done(world)
    with scope(world.workspace):
        before = set(SearchText.objects.values_list("title", flat=True))
    plant(world, world.ann, ["left over"])
    with scope(world.workspace):
        reports: list[tuple[int, int]] = []
        reindex(world.workspace, lambda done_, total: reports.append((done_, total)))
        assert set(SearchText.objects.values_list("title", flat=True)) == before
        assert reports[-1][0] == reports[-1][1] == len(before)
    assert found(world.vera, "show", kind="item") == ["WS-3 Show the snow", "WS-2 Show the rain", "WS-1 Show the wind"]  # fmt: skip


def test_every_workspace_is_read_anew_after_a_restore(world: World) -> None:
    world.item("Show the wind")
    assert found(world.vera, "wind") == []
    ask_to_reindex_all(world.now)
    done(world)
    assert found(world.vera, "wind") == ["WS-1 Show the wind"]


def test_an_excerpt_shows_the_words_asked_for(world: World) -> None:
    world.item(
        "Notes", description=f"{'Nothing here. ' * 20}The **Anemométer** spins. {'More. ' * 60}"
    )
    done(world)
    with scope(world.workspace):
        row = search(world.vera, "anemometer").rows[0]
    assert [text for text, hit in row.excerpt if hit] == ["Anemométer"]
    whole = "".join(text for text, _ in row.excerpt)
    assert whole.startswith("… ")
    assert whole.endswith(" …")


def test_search_costs_the_same_for_many_matches(
    world: World, assert_constant_queries: Callable[[Grow, Ask], None]
) -> None:
    def write(count: int) -> None:
        for number in range(count):
            world.item(f"Wind {number}")
        done(world)

    with scope(world.workspace):
        assert_constant_queries(write, lambda: search(world.vera, "wind", limit=50))
