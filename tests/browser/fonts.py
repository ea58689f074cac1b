"""The fonts that the tests in a browser measure with. They come with js/package.json: no font of the machine is seen,
so text is as wide everywhere.
"""

import os
from pathlib import Path

from tools.places import MODULES

ARIMO, DEJAVU = MODULES / "@expo-google-fonts" / "arimo", MODULES / "dejavu-fonts-ttf" / "ttf"
# Each with what fontconfig is to take first, for any name. DejaVu has the signs and scripts that Arimo lacks.
FONTS = {
    "plain": (
        "Arimo",
        [*(ARIMO / style for style in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")), DEJAVU],
    ),
    "wide": ("DejaVu Sans", [DEJAVU]),
}
EVEN = "".join(
    f'<edit name="{name}" mode="assign"><{kind}>{value}</{kind}></edit>'
    for name, kind, value in (
        ("antialias", "bool", "true"),
        ("hinting", "bool", "false"),
        ("hintstyle", "const", "hintnone"),
        ("rgba", "const", "none"),
    )
)


def environment(font: str, folder: Path) -> dict[str, str]:
    """The environment for a browser that knows only the fonts of FONTS[font]. What it takes is written into the folder.

    "plain" is as wide as Arial, "wide" an eighth wider: so are Verdana and DejaVu Sans, which people choose and Linux
    has.
    """
    family, places = FONTS[font]
    for place in places:
        assert place.is_dir(), f"{place} is not there: run build.py build"
    dirs = "".join(f"<dir>{place}</dir>" for place in places)
    first = (
        '<match target="pattern"><edit name="family" mode="prepend"'
        f' binding="strong"><string>{family}</string></edit></match>'
    )
    file = folder / f"{font}.conf"
    file.write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{dirs}<cachedir>{folder}</cachedir>{first}<match target="font">{EVEN}</match></fontconfig>""",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
