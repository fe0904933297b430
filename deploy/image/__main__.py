"""`python -m deploy.image [FOLDER]`: builds the image, and prints what came out."""

import sys
from pathlib import Path

from deploy.image.building import build
from deploy.installation.trouble import Trouble


def main() -> None:
    """Build into the folder that is named, otherwise into `build/image`."""
    try:
        image = build(Path(sys.argv[1] if len(sys.argv) > 1 else "build/image"))
    except Trouble as trouble:
        sys.exit(f"sinergi: {trouble}")
    sys.stdout.write(f"{image.layout}\n  digest {image.digest}\n  {image.megabytes} MB compressed\n  {image.bill}\n")


if __name__ == "__main__":
    main()
