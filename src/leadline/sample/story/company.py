"""Who works at Harbourline."""

from leadline.sample.story.shapes import TeamStory

COMPANY = "Harbourline"
DOMAIN = "harbourline.example"

PEOPLE: dict[str, tuple[str, str]] = {
    "Ingrid": ("Ingrid Sand", "Editor"),
    "Marta": ("Marta Lindqvist", "Editor"),
    "Tobias": ("Tobias Krane", "Editor"),
    "Yusuf": ("Yusuf Aydin", "Contributor"),
    "Lena": ("Lena Hoek", "Contributor"),
    "Piet": ("Piet Vermeer", "Contributor"),
    "Noor": ("Noor Haddad", "Contributor"),
    "Elias": ("Elias Strand", "Contributor"),
    "Sofia": ("Sofia Brun", "Contributor"),
    "Karl": ("Karl Osei", "Viewer"),
}

TEAMS = (
    TeamStory("Crew team", "Everything that crews and dispatchers see of Tideboard.", ("Marta", "Yusuf", "Lena", "Piet"), 108),
    TeamStory("Harbour team", "Berth planning for harbour masters.", ("Tobias", "Noor", "Elias"), 108),
    TeamStory("Log team", "Split off the Crew team in the re-organisation, to build Skipper’s Log.", ("Marta", "Piet", "Sofia"), 38),
)  # fmt: skip

HOLIDAYS = (
    (12, 22, 1, 3, 0.1),
    (7, 8, 8, 9, 0.55),
    (3, 28, 4, 6, 0.6),
)
"""Month and day of the first and last day of slow weeks, and the share of the pace that is left."""
