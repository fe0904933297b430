"""The bill of materials of the image: what is in it, by package URL, with hashes and licences (CycloneDX 1.6)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from deploy.image.debian import ARCHITECTURE, locked_packages
from deploy.image.layers import TIME
from shared.operations.version import VERSION


def bill_of(site: Path, image: str) -> str:
    """The bill of an image, as JSON; `site` has its packages of Python."""
    bom = Bom()
    bom.metadata.component = Component(
        name="sinergi", version=VERSION, type=ComponentType.CONTAINER, hashes=[_sha256(image.removeprefix("sha256:"))]
    )
    for component in (*_of_debian(), *_of_python(site)):
        bom.components.add(component)
        bom.register_dependency(bom.metadata.component, [component])
    written: str = JsonV1Dot6(_same_every_time(bom, image)).output_as_string(indent=1)
    return written + "\n"


def _of_debian() -> Iterator[Component]:
    for package in locked_packages():
        url = PackageURL("deb", "debian", package.name, package.version, {"arch": ARCHITECTURE, "distro": "bookworm"})
        yield Component(
            name=package.name,
            version=package.version,
            purl=url,
            bom_ref=url.to_string(),
            hashes=[_sha256(package.sha256)],
        )


def _of_python(site: Path) -> Iterator[Component]:
    for found in sorted(distributions(path=[str(site)]), key=lambda each: each.name.lower()):
        url = PackageURL("pypi", None, found.name.lower(), found.version)
        licences = [DisjunctiveLicense(name=name)] if (name := _licence(found)) else []
        yield Component(name=found.name, version=found.version, purl=url, bom_ref=url.to_string(), licenses=licences)


def _licence(found: Distribution) -> str | None:
    fields = (found.metadata[name] for name in ("License-Expression", "License") if name in found.metadata)
    named = next(fields, "").strip()
    # Some packages write the whole text of their licence there.
    return named.splitlines()[0] if named else None


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def _same_every_time(bom: Bom, image: str) -> Bom:
    """Without the time and with a serial number that the image decides."""
    bom.serial_number = uuid5(NAMESPACE_URL, image)
    bom.metadata.timestamp = datetime.fromtimestamp(TIME, UTC)
    return bom
