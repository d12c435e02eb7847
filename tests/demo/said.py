"""What each file of the sample copy says: the truth that tests hold files and parser to."""

from typing import NamedTuple


class Said(NamedTuple):
    """None, or empty for the credits, is what the file does not say."""

    headline: str | None
    published: str | None
    source: str
    proofreader: str = ""


SAID = {
    "archive/2024/great-flood-fifty-years.txt": Said(
        "Port Ellery marks fifty years since the great flood",
        "2024-01-19",
        "Ellery Town Archive",
        "Ines Halloran",
    ),
    "archive/2024/night-trams-end.txt": Said(
        "Council ends night trams to save £410,000 a year",
        "2024-03-12 21:40",
        "Harbour Wire",
        "Tobias Penrose",
    ),
    "archive/2024/reading-room-closed.txt": Said(
        "Carrow Reading Room closed after ceiling falls", "2024-05-02", "Wend Valley News", "Ines Halloran"
    ),
    "archive/2024/seagrass-first-hectare.txt": Said(
        "Divers plant the first hectare of seagrass",
        "2024-09-18",
        "University of the Wend",
        "Marguerite Oyelaran",
    ),
    "archive/2025/cup-final.txt": Said(
        "Herons lose cup final on penalties, and then their manager",
        "2025-05-24 20:15",
        "Wend Valley News",
        "Dilys Farrow",
    ),
    "archive/2025/first-turbine.txt": Said(
        "Merrow Wind raises the first of 56 turbines", "2025-07-03", "Harbour Wire", "Tobias Penrose"
    ),
    "archive/2025/sea-wall-inquiry.txt": Said(
        "Sea wall inquiry hears 212 objections on its first day", "2025-06-10", "Harbour Wire", ""
    ),
    "archive/2025/st-orrin-bell.txt": Said(
        "Court settles who owns the St Orrin bell", "2025-02-06", "Wend Valley News", "Dilys Farrow"
    ),
    "cockerel-may-stay.txt": Said(
        "Cockerel may stay, magistrates rule, but not before seven",
        "2026-10-22 13:40",
        "Wend Valley News",
        "Dilys Farrow",
    ),
    "draft-budget.txt": Said(
        "Mayor finds £1.9m for libraries in draft budget", "2026-11-18 16:10", "Harbour Wire", "Ines Halloran"
    ),
    "electric-ferries.txt": Said(
        "Tarrant & Lowe wins order for three electric ferries",
        "2026-03-12 12:00",
        "Harbour Wire",
        "Tobias Penrose",
    ),
    "first-frost.txt": Said(
        "First frost of the season, and a clear week ahead",
        "2026-11-19 05:30",
        "Coast Weather Office",
        "Dilys Farrow",
    ),
    "hallow-head-light.txt": Said(
        "Hallow Head keeps its light through twelve dark nights",
        "2026-10-15 19:30",
        "Coastal Lights Board",
        "Marguerite Oyelaran",
    ),
    "harbour-alliance-wins.txt": Said(
        "Harbour Alliance wins most seats, and needs friends",
        "2026-05-08 04:50",
        "HARBOUR WIRE",
        "Ines Halloran",
    ),
    "herons-go-top.txt": Said(
        "Herons go top as Achterberg’s late header sinks Saltmere",
        "2026-11-14 17:52",
        "Wend Valley News",
        "Dilys Farrow",
    ),
    "inbox/allotments.txt": Said(
        "Allotment waiting list falls for the first time in a decade",
        "2026-04-03",
        "Port Ellery Town Council",
        "",
    ),
    "inbox/fish-quay-crane.txt": Said(
        "Fish Quay crane to come down after ninety-one years", "2026-11-10", "Quayside Press"
    ),
    "inbox/lifeboat.txt": Said(None, None, "Harbour Wire", "Dilys Farrow"),
    "inbox/museum-of-salt.txt": Said("Museum of Salt asks the town for its spoons", None, "", ""),
    "inbox/page-3312.txt": Said(None, None, "Saltmere Courier", "Tobias Penrose"),
    "inbox/page-3347.txt": Said(None, None, "Saltmere Courier", ""),
    "languages/arabic-books.txt": Said(
        "مكتبة كارو تفتتح جناحاً للكتب العربية", "2026-11-10", "أخبار وادي الوند", ""
    ),
    "languages/ferry-saint-aubrac.txt": Said(
        "La ligne de ferry de Saint-Aubrac reprendra au printemps", "2026-10-23", "Agence du Littoral", ""
    ),
    "languages/lantern-festival-zh.txt": Said("埃勒里港灯节吸引两万六千人", "2026-11-01", "港湾通讯社", ""),
    "languages/partnerstadt-norderwiek.txt": Said(
        "Partnerstadt Norderwiek schickt Leuchtturmlinse nach Port Ellery",
        "2026-10-13",
        "Nordkanal Presse",
        "",
    ),
    "lantern-festival.txt": Said(
        "Ten thousand lanterns, and one wet box of matches",
        "2026-11-01 00:45",
        "Harbour Wire",
        "Dilys Farrow",
    ),
    "library-book-apples.txt": Said(
        "Library book comes home 41 years late, with apples",
        "2026-02-18",
        "Wend Valley News",
        "Marguerite Oyelaran",
    ),
    "market-leases.txt": Said(
        "Covered market traders win ten-year leases", "2026-10-20", "Harbour Wire", "Tobias Penrose"
    ),
    "merrow-first-power.txt": Said(
        "Merrow wind farm sends its first power ashore", "2026-11-12 09:15", "Harbour Wire", "Tobias Penrose"
    ),
    "narrows-race.txt": Said(
        "Ellery crew wins the Narrows race by the length of an oar",
        "2026-10-11 17:10",
        "Harbour Wire Agency",
        "Dilys Farrow",
    ),
    "night-trams.txt": Said(
        "Night trams return to the quay line in December",
        "2026-11-05 11:05",
        "Wend Valley Tramway",
        "Tobias Penrose",
    ),
    "octopus-timetable.txt": Said(
        "The octopuses that learned the ferry timetable",
        "2026-11-03 10:00",
        "University of the Wend",
        "Marguerite Oyelaran",
    ),
    "reading-room-reopens.txt": Said(
        "Carrow Reading Room reopens after two and a half years in the dark",
        "2026-11-07 15:30",
        "Wend Valley News",
        "Ines Halloran",
    ),
    "sea-wall-vote.txt": Said(
        "Council backs £42.6m sea wall after nine-hour debate",
        "2026-11-17 23:29",
        "Harbour Wire",
        "Ines Halloran",
    ),
    "seagrass-doubled.txt": Said(
        "Seagrass off Kestrel Sands has doubled in two years",
        "2026-10-29 08:00",
        "University of the Wend",
        "Marguerite Oyelaran",
    ),
    "storm-berrin.txt": Said(
        "Storm Berrin closes the harbour for the first time in six years",
        "2026-11-09 18:20",
        "Coast Weather Office",
        "Marguerite Oyelaran",
    ),
    "swing-bridge.txt": Said(
        "Swing bridge to close for nine nights in January",
        "2026-11-19 07:40",
        "Ellery Harbour Trust",
        "Tobias Penrose",
    ),
    "website-line-of-code.txt": Said(
        "Council website greets visitors with a line of code",
        "2026-09-24 09:50",
        "Wend Valley News",
        "Ines Halloran",
    ),
    "wire/hw-0209-saltmere-pier.txt": Said("Saltmere pier to be sold for one pound", None, "", ""),
    "wire/hw-0303-herring.txt": Said(None, None, "", ""),
    "wire/hw-261027-harbour-trust.txt": Said(
        "Harbour Trust profit falls by a fifth as dredging costs rise", "2026-10-27 14:05", "Harbour Wire", ""
    ),
}
