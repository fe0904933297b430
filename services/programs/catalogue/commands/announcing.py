"""The event about a published practice."""

from services.programs.catalogue.model.template import Template
from shared.access import Work
from shared.contracts.parts import FacilityRef
from shared.contracts.practices import PracticePublished, PracticeRef
from shared.values.terms import Zone


def emit_published(work: Work, practice: Template, zone: Zone) -> None:
    """Emit that a version of a practice was published; `zone` is that of its facility."""
    keeper, origin = practice.facility, practice.adopted_from
    work.emit(
        PracticePublished(
            practice=practice.code,
            version=practice.version,
            facility=FacilityRef(**keeper.model_dump(), zone=zone) if keeper else None,
            under=practice.under,
            title=practice.title.id,
            pillar=practice.pillar,
            fields=practice.fields,
            sessions=practice.sessions,
            minutes=practice.minutes,
            minimum_attendance=practice.minimum_attendance,
            certificate=practice.certificate,
            adopted_from=PracticeRef(practice=origin.code, version=origin.version) if origin else None,
            learned_at=origin.facility.id if origin and origin.facility else None,
        )
    )
