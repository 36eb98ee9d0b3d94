from courses.catalogue.models import Course
from courses.releases.selectors import manifest, parts
from courses.releases.services import compile_candidate, publish
from tests.courses.releases.conftest import NOW


def test_compile_try(course: Course) -> None:
    candidate = compile_candidate(course=course, by=None, at=NOW)
    print(candidate.warnings, candidate.languages_report)
    m = manifest(candidate)
    print(m)
    print(parts([l.parts["en"] for l in m.lessons.values()]))
    release = publish(candidate=candidate, by=None, at=NOW)
    print(release.citations.count())
