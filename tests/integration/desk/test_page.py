"""The desk's page: quick, small, whole without scripts."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from giaoban.desk import queries
from tests.factories.documents import DocumentFactory


def desk(client, document, query: str = "") -> str:
    """Return the page of the desk."""
    return client.get(reverse("desk:desk", args=[document.pk]) + query).content.decode()


def test_marks_and_cards_belong_together(paper, office) -> None:
    """Each mark links to a card that is there, each card to a mark that is there."""
    page = desk(office, paper)
    ids = set(re.findall(r'id="([A-Z]\d+(?:-o\d*)?)"', page))
    targets = set(re.findall(r'href="#([A-Z]\d+(?:-o\d*)?)"', page))
    assert targets <= ids
    assert len(re.findall(r'id="[A-Z]\d+(?:-o\d*)?"', page)) == len(ids)
    assert {"V1", "V1-o", "V4-o2"} <= ids


def test_a_long_paper_asks_few_questions(take, office, django_assert_max_num_queries) -> None:
    """A hundred pages are shown part by part, each small and in a fixed number of queries."""
    line = (
        "{n}. Căn cứ Kế hoạch số {n}-KH/TU, ngày 04/3/2022 về thực hiện Nghị quyết số {n}-NQ/TW; "
        "giao Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát {n} chỉ tiêu trước 31/5/2022.\n"
    )
    document = take("".join(line.format(n=at) for at in range(1, 1201)))
    with django_assert_max_num_queries(15):
        first = desk(office, document)
    with django_assert_max_num_queries(15):
        last = desk(office, document, "?trang=20")
    assert len(first.encode()) < 100_000
    assert len(last.encode()) < 100_000
    assert "1199-KH/TU" not in first
    assert first.count('class="para"') <= queries.WINDOW_PARAGRAPHS
    assert 'id="V1-o"' not in last


def test_a_place_in_another_part_is_linked_where_it_is(take, office) -> None:
    """A card's link to a further place leads to the part of the text that holds it."""
    document = take("Chỉ thị số 11-CT/TW.\n" + "Đoạn giữa.\n" * 100 + "Lại Chỉ thị số 11-CT/TW.")
    place = document.findings.get(kind="citation").spans[1][0]
    address = reverse("desk:place", args=[document.pk, place])
    assert f'href="{address}" hx-boost="false">chỗ 2' in desk(office, document)
    assert office.get(address).url.endswith("?trang=2#V1-o2")


def test_a_very_long_paper_names_some_of_its_parts(take, office) -> None:
    """A thousand pages name the parts near the open one and some between, not all."""
    document = take("Đoạn văn.\n" * 60 * 90)
    page = desk(office, document, "?trang=41")
    named = [int(number) for number in re.findall(r'href="\?trang=(\d+)" ?[^>]*hx-push', page)]
    assert {1, 38, 39, 40, 41, 42, 43, 44, 90} <= set(named)
    assert len(named) < 30


def test_a_sentence_is_found_from_anywhere(paper, office) -> None:
    """The address of a place leads to the mark that stands there."""
    card = paper.findings.get(kind="citation", proposal__identifier="11-CT/TW")
    address = reverse("documents:sentence", args=[paper.pk, card.spans[1][0], card.spans[1][1]])
    answer = office.get(address, follow=True)
    assert answer.redirect_chain[-1][0].endswith(f"#{card.label}-o2")


def test_a_sentence_in_a_later_part(take, office) -> None:
    """The part of the text in which the sentence stands is the one that opens."""
    document = take("Đoạn mở đầu.\n" * 100 + "Căn cứ Chỉ thị số 11-CT/TW.")
    start = document.text.index("Chỉ thị")
    answer = office.get(reverse("desk:place", args=[document.pk, start]))
    assert answer.url.endswith("?trang=2#V1-o")


def test_the_empty_paper(office, db) -> None:
    """A paper without words has a page that says so."""
    page = desk(office, DocumentFactory(text="", read=True))
    assert "chưa có chữ nào" in page


def test_who_may_not_confirm_sees_no_buttons(paper, client, db) -> None:
    """A reader without the right to confirm sees text and cards, and no forms for acts."""
    from_audit = paper.owner.__class__.objects.create_user(
        "gs@vidu.example", "mat-khau-vi-du", name="Giám Sát", role="auditor"
    )
    client.force_login(from_audit)
    page = desk(client, paper)
    assert 'id="V1-o"' in page
    assert "/phieu/" not in page


@pytest.mark.parametrize("query", ["?trang=0", "?trang=abc", "?trang=99", "?sua=Z9", "?tach=N99"])
def test_odd_addresses(paper, office, query: str) -> None:
    """Whatever stands in the address, the desk opens."""
    assert 'id="desk"' in desk(office, paper, query)


def test_what_waits_is_listed(paper, office) -> None:
    """The list of papers that wait tells how many cards each has."""
    page = office.get(reverse("desk:list")).content.decode()
    assert paper.title[:40] in page
