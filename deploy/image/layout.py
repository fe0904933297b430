"""An image in the OCI layout: a folder of blobs by their hash, which every engine and registry takes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from deploy.image.debian import ARCHITECTURE
from deploy.image.layers import Layer

_MEDIA = "application/vnd.oci.image"


def write_layout(folder: Path, layers: Sequence[Layer], config: Mapping[str, Any], created: str, tag: str) -> str:
    """Write the layout; return the digest of the image."""
    blobs = folder / "blobs/sha256"
    blobs.mkdir(parents=True)

    def blob(content: bytes, media: str) -> dict[str, Any]:
        name = hashlib.sha256(content).hexdigest()
        (blobs / name).write_bytes(content)
        return {"mediaType": f"{_MEDIA}.{media}", "digest": f"sha256:{name}", "size": len(content)}

    described = {
        "architecture": ARCHITECTURE,
        "os": "linux",
        "created": created,
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [layer.diff_id for layer in layers]},
        "history": [{"created": created, "created_by": "make image"} for _ in layers],
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{_MEDIA}.manifest.v1+json",
        "config": blob(_json(described), "config.v1+json"),
        "layers": [blob(layer.content, "layer.v1.tar+gzip") for layer in layers],
    }
    entry = blob(_json(manifest), "manifest.v1+json")
    entry["annotations"] = {"org.opencontainers.image.ref.name": tag}
    index = {"schemaVersion": 2, "mediaType": f"{_MEDIA}.index.v1+json", "manifests": [entry]}
    (folder / "index.json").write_bytes(_json(index))
    (folder / "oci-layout").write_bytes(_json({"imageLayoutVersion": "1.0.0"}))
    digest: str = entry["digest"]
    return digest


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
