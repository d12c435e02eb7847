"""The pictures of the sample newsroom: what each shows, whose it is, and the stories that it goes with.

for picture in PICTURES:
    picture.jpeg()   # bytes, 1600 by 900 pixels, the same every time
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PIL import Image

from articles.demo.canvas import jpeg
from articles.demo.scenes import festival, library, market, quays, sea, seabed, sport, town, valley

CREDIT = "Illustration: Newsroom"


@dataclass(frozen=True)
class DemoPicture:
    """``focal_point`` is where the subject is, from 0 to 1, from the left and from the top.

    ``paths`` are the files under ``copy`` of the stories that it goes with, the one it was made for first.
    """

    key: str
    draw: Callable[[], Image.Image]
    alt: str
    caption: str
    focal_point: tuple[float, float]
    paths: tuple[str, ...]
    credit: str = CREDIT

    def jpeg(self) -> bytes:
        """The drawn picture; drawn once in the life of the process."""
        return self._drawn

    def file(self) -> io.BytesIO:
        return io.BytesIO(self.jpeg())

    @cached_property
    def _drawn(self) -> bytes:
        return jpeg(self.draw())


PICTURES = (
    DemoPicture(
        "harbour",
        town.harbour,
        "Gabled houses with lit windows along a quay at dusk, three fishing boats before them, all "
        "mirrored in the water.",
        "Fish Quay at dusk: the wall will run from here to Lantern Point.",
        (0.63, 0.5),
        ("sea-wall-vote.txt", "archive/2025/sea-wall-inquiry.txt"),
    ),
    DemoPicture(
        "bridge",
        quays.bridge,
        "A red iron swing bridge on a round stone pier in morning fog; a yacht with a red sail goes by.",
        "The swing bridge opened 3,104 times last year.",
        (0.5, 0.48),
        ("swing-bridge.txt",),
    ),
    DemoPicture(
        "frost",
        valley.frost,
        "A low winter sun over layers of hills and mist; in front a bare tree, a fence and white grass.",
        "Frost in the upper Wend valley, where the thermometer at Thornby fell to minus 1.8 degrees.",
        (0.72, 0.6),
        ("first-frost.txt",),
    ),
    DemoPicture(
        "stadium",
        sport.stadium,
        "Players in red and in white on a striped pitch under floodlights, in front of a full stand.",
        "Quayside Park, where 9,112 people saw the Herons go top.",
        (0.5, 0.75),
        ("herons-go-top.txt", "archive/2025/cup-final.txt"),
    ),
    DemoPicture(
        "turbines",
        sea.turbines,
        "A large white wind turbine and a red workboat at sunrise, with rows of turbines on the horizon.",
        "Nine of Merrow’s 56 turbines are connected to the land.",
        (0.27, 0.4),
        ("merrow-first-power.txt", "archive/2025/first-turbine.txt"),
    ),
    DemoPicture(
        "storm",
        sea.storm,
        "Lightning strikes a dark sea under a bank of cloud; a pier with a lit pavilion stands in the swell.",
        "Storm Berrin brought the strongest gusts for a decade.",
        (0.6, 0.58),
        ("storm-berrin.txt",),
    ),
    DemoPicture(
        "reading-room",
        library.reading_room,
        "A vaulted hall lined with books, a clock above a tall window, and rows of desks with green lamps.",
        "The clock over the north door runs again.",
        (0.5, 0.4),
        ("reading-room-reopens.txt", "archive/2024/reading-room-closed.txt"),
    ),
    DemoPicture(
        "tram",
        town.tram,
        "An old tram in cream and bottle green, its windows lit, in a street under a full moon.",
        "Number 7, built in 1931, will be the first night tram since 2024.",
        (0.5, 0.58),
        ("night-trams.txt", "archive/2024/night-trams-end.txt"),
    ),
    DemoPicture(
        "octopus",
        seabed.octopus,
        "An orange octopus with spread arms on the sea floor, beneath the red hull of a ferry.",
        "Eleven of fourteen octopuses came out once the last ferry had gone.",
        (0.42, 0.6),
        ("octopus-timetable.txt",),
    ),
    DemoPicture(
        "lanterns",
        festival.lanterns,
        "Strings of coloured paper lanterns from a mast over a dark harbour, with two rowing boats below.",
        "A name is read for each of 61 boats, and the crowd answers “home”.",
        (0.5, 0.35),
        ("lantern-festival.txt", "languages/lantern-festival-zh.txt"),
    ),
    DemoPicture(
        "seagrass",
        seabed.seagrass,
        "An orange seahorse and a shoal of small fish above blades of seagrass in green light.",
        "The survey found five seahorses, the first since 1987.",
        (0.7, 0.55),
        ("seagrass-doubled.txt", "archive/2024/seagrass-first-hectare.txt"),
    ),
    DemoPicture(
        "market",
        market.market,
        "Stalls with striped awnings sell fruit, cheese, bread and fish under a roof of iron and glass.",
        "The Covered Market has 58 stalls, and seven to let.",
        (0.5, 0.6),
        ("market-leases.txt",),
    ),
    DemoPicture(
        "lighthouse",
        sea.lighthouse,
        "A lighthouse banded in red and white sends its beam from a dark headland over the sea after sunset.",
        "The light at Hallow Head was first lit in 1847.",
        (0.7, 0.4),
        ("hallow-head-light.txt", "languages/partnerstadt-norderwiek.txt"),
    ),
    DemoPicture(
        "gig",
        sport.gig,
        "Six rowers in red and a cox in white in a long green boat, with a pale sun behind them.",
        "Perseverance on her way to Lantern Point, a second ahead of Brackwater.",
        (0.5, 0.65),
        ("narrows-race.txt",),
    ),
    DemoPicture(
        "shipyard",
        quays.shipyard,
        "Welders at work on a white and green ferry under three cranes, in evening light.",
        "The first of the three ferries is due in March 2027.",
        (0.55, 0.5),
        ("electric-ferries.txt", "languages/ferry-saint-aubrac.txt"),
    ),
)
"""In the order of the stories that they were made for, newest first."""
