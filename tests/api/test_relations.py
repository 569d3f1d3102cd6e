"""Relations over the API: declared by communications, and no sign of what legal recorded beside them."""

from tests.api.office import Office


def test_staff_of_a_resource_are_declared_like_any_relation(office: Office) -> None:
    resource, staff = office.person("Lise Roy", roles=["rirtf"]), office.person("Marc Roy", roles=["staff"])
    office.post(f"people/{staff}/relations", "communications", {"kind": "resource_staff", "to": resource})
    shown = [
        office.call("GET", f"people/{one}", "communications").json["relations"] for one in (staff, resource)
    ]
    assert shown == [
        [{"kind": "resource_staff", "to": resource}],
        [{"kind": "resource_staff_of", "to": staff}],
    ]


def test_a_placement_changes_nothing_that_communications_read(office: Office) -> None:
    mother, resource = office.person("Ana Roy"), office.person("Lise Roy", roles=["rirtf"])
    child = office.person("Noé Roy", birth_date="2015-05-05")
    office.post(f"people/{mother}/relations", "communications", {"kind": "parent", "to": child})

    def read() -> list[tuple[int, str, bytes]]:
        replies = [office.call("GET", f"people/{one}", "communications") for one in (mother, resource, child)]
        return [(reply.status, reply.headers["etag"], reply.content) for reply in replies]

    before = read()
    placed = {"resource_clientele": "children", "kinship": False, "hosts": [child]}
    assert office.call("PUT", f"people/{resource}/placement", "legal", placed).status == 200
    assert read() == before
