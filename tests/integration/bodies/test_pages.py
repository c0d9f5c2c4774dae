"""The pages of bodies: any day, few queries, nothing lost when two edit, acts after a preview."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from giaoban.bodies.models import Bloc, Body, BodyClass, Person, Reorganisation
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    BlocFactory,
    BodyClassFactory,
    BodyFactory,
    BodyNameFactory,
    MembershipFactory,
    PersonFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """Sign in as coordinator."""
    client.force_login(UserFactory())
    return client


def rows(prefix: str, *given: dict[str, object]) -> dict[str, object]:
    """Return the fields of a formset."""
    data: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
    for at, row in enumerate(given):
        data |= {f"{prefix}-{at}-{name}": value for name, value in row.items()}
    return data


def body_data(name: str, **more: object) -> dict[str, object]:
    """Return the fields of the form of a body."""
    base: dict[str, object] = {"kind": "department", "order": 1}
    return base | rows("names", {"name": name}) | rows("parents") | rows("memberships") | more


def test_the_list_is_of_the_day_in_the_address(office) -> None:
    """A past day shows the bodies and names of then, and stays in the links."""
    BodyFactory(name="Sở Đã hết", ended=True)
    body = BodyFactory(name="Ban mới", named__valid_from=dt.date(2025, 3, 1))
    BodyNameFactory(body=body, name="Ban cũ", valid_to=dt.date(2025, 2, 28))
    today = office.get(reverse("bodies:list")).content.decode()
    assert "Ban mới" in today
    assert "Sở Đã hết" not in today
    then = office.get(reverse("bodies:list"), {"ngay": "2022-04-08"}).content.decode()
    assert "Ban cũ" in then
    assert "Sở Đã hết" in then
    assert "?ngay=2022-04-08" in then


@pytest.mark.parametrize("day", ["hôm qua", "2022-02-30", "99999-01-01", ""])
def test_a_day_that_is_none_means_today(office, day: str) -> None:
    """What is no day in the address does no harm."""
    assert office.get(reverse("bodies:list"), {"ngay": day}).status_code == 200


@pytest.mark.parametrize("bloc", ["²", "x", "9" * 30, "0"])
def test_a_bloc_that_is_none_narrows_nothing(office, bloc: str) -> None:
    """What is no bloc in the address does no harm."""
    page = office.get(reverse("bodies:list"), {"khoi": bloc})
    assert (page.status_code, page.context["bloc"]) == (200, None)


@pytest.mark.parametrize("count", [1, 60])
def test_lists_take_few_queries(office, django_assert_max_num_queries, count: int) -> None:
    """However many rows, at most 15 queries."""
    bloc = BlocFactory()
    parent = BodyFactory()
    for body in BodyFactory.create_batch(count):
        MembershipFactory(bloc=bloc, body=body)
        body.parents.create(parent=parent)
        PostFactory(body=body)
    BodyClassFactory()
    query = {"so": "100", "khoi": bloc.pk}
    for name in ("bodies:list", "bodies:people", "bodies:blocs", "bodies:classes"):
        with django_assert_max_num_queries(15):
            assert office.get(reverse(name), query).status_code == 200


def test_the_record_takes_few_queries(office, django_assert_max_num_queries) -> None:
    """A body with many posts opens in at most 25 queries."""
    body = BodyFactory()
    for _each in range(30):
        PostFactory(body=body)
    with django_assert_max_num_queries(25):
        assert office.get(reverse("bodies:record", args=[body.pk])).status_code == 200


def test_people_stand_by_given_name(office) -> None:
    """The list of people is in Vietnamese order of given names, on every database."""
    for name in ("Trần Văn Bình", "Đỗ Văn Ân", "Lê Thị An"):
        PersonFactory(name=name)
    text = office.get(reverse("bodies:people")).content.decode()
    assert text.index("Lê Thị An") < text.index("Đỗ Văn Ân") < text.index("Trần Văn Bình")


def test_the_list_is_taken_away_as_excel(office) -> None:
    """The Excel file has the names of the day."""
    BodyFactory(name="Sở Y tế", named__symbol="SYT")
    answer = office.get(reverse("bodies:list"), {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["Sở Y tế", "SYT"]


def test_a_body_is_added_with_its_rows(office) -> None:
    """Names, parents and blocs of the form are on record; it is found by the search."""
    bloc, parent = BlocFactory(), BodyFactory()
    data = body_data("Sở Y tế") | rows("parents", {"parent": parent.pk})
    data |= rows("memberships", {"bloc": bloc.pk, "valid_from": "2021-01-01"})
    answer = office.post(reverse("bodies:add"), data)
    body = Body.objects.get(name="Sở Y tế")
    assert answer.url == reverse("bodies:record", args=[body.pk])
    assert body.parents.get().parent == parent
    assert body.memberships.get().valid_from == dt.date(2021, 1, 1)
    assert "Sở Y tế" in office.get(reverse("core:search"), {"q": "so y te"}).content.decode()


def test_one_more_row_without_scripts(office) -> None:
    """The button for one more row shows it and saves nothing."""
    answer = office.post(reverse("bodies:add"), body_data("", more="parents"))
    assert "parents-0-parent" in answer.content.decode()
    assert "bắt buộc." not in answer.content.decode()
    assert not Body.objects.exists()


def test_a_body_without_a_name_is_refused(office) -> None:
    """The empty name is told at its field; with every name struck out, at the form."""
    answer = office.post(reverse("bodies:add"), body_data(""))
    assert answer.status_code == 422
    struck = rows("names", {"name": "Sở A", "DELETE": "on"})
    answer = office.post(reverse("bodies:add"), body_data("") | struck)
    assert "ít nhất một tên" in answer.content.decode()
    assert not Body.objects.exists()


def test_overlapping_names_are_refused(office) -> None:
    """Two names on one day are told at the form, and nothing is saved."""
    two = rows("names", {"name": "Sở Một"}, {"name": "Sở Hai", "valid_from": "2020-01-01"})
    answer = office.post(reverse("bodies:add"), body_data("") | two)
    assert answer.status_code == 422
    assert "Hai tên cùng có hiệu lực" in answer.content.decode()
    assert not Body.objects.exists()


def test_a_form_sent_twice_acts_once(office) -> None:
    """The second sending leads to the first one's result."""
    data = body_data("Sở Y tế", form_key="k" * 20)
    first, second = (office.post(reverse("bodies:add"), data) for _time in range(2))
    assert first.url == second.url
    assert Body.objects.filter(name="Sở Y tế").count() == 1


def test_two_who_edit_at_once_both_see_both(office) -> None:
    """The second saver sees the differences; with a word more the own version is saved."""
    body = BodyFactory(name="Sở Y tế")
    url = reverse("bodies:edit", args=[body.pk])
    office.post(url, body_data("Sở Y tế", phone="111", version=1))
    answer = office.post(url, body_data("Sở Y tế", phone="222", version=1))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "111" in page
    assert "222" in page
    body.refresh_from_db()
    assert body.phone == "111"
    assert office.post(url, body_data("Sở Y tế", phone="222", version=2)).status_code == 302
    body.refresh_from_db()
    assert body.phone == "222"


def test_a_body_is_not_its_own_parent(office) -> None:
    """What stands below a body cannot stand above it."""
    top = BodyFactory()
    below = BodyFactory()
    below.parents.create(parent=top)
    data = body_data(top.name, version=1) | rows("parents", {"parent": below.pk})
    answer = office.post(reverse("bodies:edit", args=[top.pk]), data)
    assert answer.status_code == 422
    assert not top.parents.exists()


def test_a_merger_is_seen_before_it_is_written(office) -> None:
    """The preview tells the effects and writes nothing; the confirmed form writes once."""
    one, two = BodyFactory(name="Sở Một"), BodyFactory(name="Sở Hai")
    url = reverse("bodies:merge")
    data = {
        "bodies": [one.pk, two.pk],
        "name": "Sở Chung",
        "on": "2025-03-01",
        "decision": "Quyết định số 1",
        "form_key": "m" * 20,
    }
    page = office.post(url, data).content.decode()
    assert "Thành lập: Sở Chung" in page
    assert "Kết thúc hoạt động: Sở Một" in page
    assert not Reorganisation.objects.exists()
    for _time in range(2):
        assert office.post(url, data | {"confirmed": "1"}).status_code == 302
    assert Reorganisation.objects.count() == 1
    assert Body.objects.filter(name="Sở Chung").count() == 1
    record = office.get(reverse("bodies:record", args=[one.pk])).content.decode()
    assert "Sáp nhập vào Sở Chung" in record
    assert "Nay là:" in record


def test_a_refused_act_is_told_at_the_form(office) -> None:
    """What the action refuses stands at the form, with what was written."""
    body = BodyFactory(ended=True)
    data = {"on": "2026-01-01", "decision": "Quyết định số 1"}
    answer = office.post(reverse("bodies:dissolve", args=[body.pk]), data)
    assert answer.status_code == 422
    assert "không hoạt động vào ngày đó" in answer.content.decode()


def test_an_act_is_taken_back_on_its_page(office) -> None:
    """The page shows what the act did; its button takes it back."""
    body = BodyFactory(name="Sở Một")
    data = {"name": "Sở Khác", "on": "2025-03-01", "decision": "QĐ 1", "confirmed": "1"}
    office.post(reverse("bodies:rename", args=[body.pk]), data)
    url = reverse("bodies:undo", args=[Reorganisation.objects.get().pk])
    assert "Tên mới: Sở Khác" in office.get(url).content.decode()
    assert office.post(url).status_code == 302
    body.refresh_from_db()
    assert body.name == "Sở Một"


def test_presets_are_taken_once(office) -> None:
    """Chosen bodies are added with parent and bloc; what is there is not offered again."""
    bloc, parent = BlocFactory(), BodyFactory()
    url = reverse("bodies:presets")
    data = {"keys": ["so-y-te", "so-cong-thuong"], "parent": parent.pk, "bloc": bloc.pk}
    assert office.post(url, data).status_code == 302
    health = Body.objects.get(name="Sở Y tế")
    assert health.parents.get().parent == parent
    assert health.memberships.get().bloc == bloc
    assert not Body.objects.get(name="Sở Công Thương").memberships.exists()
    page = office.get(url).content.decode()
    assert 'value="so-y-te"' not in page
    assert "Đã có trong sổ" in page


def test_a_province_of_the_presets_has_its_period(office) -> None:
    """A province that ended in 2025 is added with its end, by both its committees."""
    url = reverse("bodies:presets") + "?bang=provinces"
    office.post(url, {"keys": ["tinh-uy-thai-binh", "uy-ban-nhan-dan-tinh-thai-binh"]})
    assert Body.objects.get(name="Tỉnh ủy Thái Bình").valid_to == dt.date(2025, 6, 30)
    assert Body.objects.get(name="Ủy ban nhân dân tỉnh Thái Bình").kind == "peoples_committee"


def test_people_blocs_and_classes_are_added_and_edited(office) -> None:
    """Each form writes what was given and shows it again."""
    body = BodyFactory(name="Sở Y tế")
    data = {"name": "Cao Thị Mận"} | rows("posts", {"title": "Phó Giám đốc", "body": body.pk})
    office.post(reverse("bodies:person_add"), data)
    person = Person.objects.get()
    page = office.get(reverse("bodies:person", args=[person.pk])).content.decode()
    assert "Phó Giám đốc" in page
    edit = reverse("bodies:person_edit", args=[person.pk])
    office.post(edit, data | {"name": "Cao Thị Mai", "version": 1})
    assert Person.objects.get().name == "Cao Thị Mai"
    office.post(reverse("bodies:bloc_add"), {"name": "Khối A", "lead": body.pk})
    bloc = Bloc.objects.get()
    edit = reverse("bodies:bloc_edit", args=[bloc.pk])
    office.post(edit, {"name": "Khối B", "lead": body.pk, "version": 1})
    assert Bloc.objects.get().name == "Khối B"
    data = {"name": "các sở", "aliases": "các sở, ngành\n", "kinds": ["department"]}
    office.post(reverse("bodies:class_add"), data)
    row = BodyClass.objects.get()
    assert "Sở Y tế" in office.get(reverse("bodies:classes")).content.decode()
    office.post(reverse("bodies:class_edit", args=[row.pk]), data | {"name": "sở", "version": 1})
    assert BodyClass.objects.get().name == "sở"
    again = office.post(reverse("bodies:class_add"), data)
    assert again.status_code == 422


def test_a_focal_point_edits_the_contact_of_its_own_body_alone(client) -> None:
    """E-mail and phone, nothing else, and of no other body."""
    user = UserFactory(focal_point=True)
    client.force_login(user)
    url = reverse("bodies:contact", args=[user.body.pk])
    client.post(url, {"email": "so@vidu.example", "phone": "0227", "version": 1, "name": "X"})
    body = Body.objects.get(pk=user.body.pk)
    assert (body.email, body.phone, body.name) == ("so@vidu.example", "0227", user.body.name)
    page = client.get(reverse("bodies:record", args=[body.pk])).content.decode()
    assert reverse("bodies:contact", args=[body.pk]) in page
    assert reverse("bodies:edit", args=[body.pk]) not in page


def test_a_leader_of_the_lead_body_sees_the_whole_bloc(client) -> None:
    """A leader of a member body sees the own body; of the lead body, all."""
    bloc = BlocFactory()
    member = MembershipFactory(bloc=bloc).body
    other = MembershipFactory(bloc=bloc).body
    client.force_login(UserFactory(leader=True, body=bloc.lead))
    assert client.get(reverse("bodies:record", args=[member.pk])).status_code == 200
    client.force_login(UserFactory(leader=True, body=member))
    assert client.get(reverse("bodies:record", args=[member.pk])).status_code == 200
    assert client.get(reverse("bodies:record", args=[other.pk])).status_code == 404


def test_empty_pages_tell_the_next_step(office) -> None:
    """With nothing on record each list says what to do."""
    assert "Lấy từ danh mục" in office.get(reverse("bodies:list")).content.decode()
    assert "Thêm cán bộ" in office.get(reverse("bodies:people")).content.decode()
    assert "Chưa có khối nào" in office.get(reverse("bodies:blocs")).content.decode()
    assert "Chưa có nhóm nào" in office.get(reverse("bodies:classes")).content.decode()


@pytest.mark.parametrize(
    ("written", "shown"), [("01/7/2025", "01/7/2025"), ("2025-07-01", "01/7/2025")]
)
def test_a_day_is_asked_for_as_one_writes_it(office, written: str, shown: str) -> None:
    """The list, the blocs and the classes understand the office's way of writing a day."""
    for name in ("bodies:list", "bodies:blocs", "bodies:classes"):
        page = office.get(reverse(name), {"ngay": written}).text
        assert shown in page or written in page
        assert f"{timezone.localdate():%d/%m/%Y}" not in page


def test_a_day_that_is_none_is_said_to_be_none(office) -> None:
    """Nonsense is answered at the field, and today is shown."""
    page = office.get(reverse("bodies:list"), {"ngay": "31/02/2025"}).text
    assert 'aria-invalid="true"' in page
