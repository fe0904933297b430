"""Prints the count and the worst lines; exits with 1 above the limit. Arguments: prefixes of paths to look at."""

import sys

from tests.architecture.prose.judgement import LIMIT_PER_1000_WORDS, judge
from tests.architecture.prose.passages import passages

SHOWN = 40


def main(prefixes: tuple[str, ...]) -> int:
    """Judge the files whose path begins with one of the prefixes, or all files."""
    judgement = judge(each for each in passages() if each.file.startswith(prefixes or ("",)))
    rate = f"{judgement.rate:.2f} per 1,000 words (limit {LIMIT_PER_1000_WORDS:g}), {judgement.words:,} words"
    if not judgement.plain or prefixes:
        sys.stdout.writelines(f"{line}\n" for line in judgement.worst(SHOWN))
        sys.stdout.writelines(f"  {count:4} {name}\n" for name, count in judgement.by_name.most_common())
    sys.stdout.write(f"prose: {rate}; docs/english.md names the plain words\n")
    return 0 if judgement.plain else 1


sys.exit(main(tuple(sys.argv[1:])))
