"""Every account with a position reads the catalogue; only the directorate general reads the tasks."""

from tests.behaviour.programs.place import Place


async def test_the_catalogue_is_read_by_field_and_by_code(place: Place) -> None:
    social = await place.show("/templates?field=social")
    assert [template["code"] for template in social["items"]] == [
        "social_guidance",
        "parenting_and_family",
        "return_to_community",
    ]
    one = await place.sinergi.programs.get("/templates/integrated_food_garden", place.office.reviewer)
    assert one.headers["etag"] == '"1"'
    assert one.json()["adopted_from"] == {"code": "horticulture", "version": 1, "facility": None}
    assert (one.json()["pillar"], one.json()["sessions"]) == ("independence", 52)
    assert one.json()["minutes"] == 52 * 120


async def test_the_catalogue_is_closed_to_an_account_without_a_position(place: Place) -> None:
    refused = await place.sinergi.programs.get("/templates", "without-a-position")
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-permitted")


async def test_only_the_directorate_general_reads_the_tasks(place: Place) -> None:
    assert "items" in await place.show("/tasks", place.office.directorate)
    for account, slug in (
        (place.office.contact, "not-permitted"),
        (place.officer, "out-of-scope"),
        (place.office.reviewer, "out-of-scope"),
    ):
        refused = await place.sinergi.programs.get("/tasks", account)
        assert (refused.status_code, refused.json()["type"]) == (403, f"/problems/{slug}")
