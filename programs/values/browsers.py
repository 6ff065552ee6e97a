"""What browser it is, in words, of what a browser says of itself."""

UNKNOWN = "Navegador desconocido"
# The first that is found decides: most browsers also name those that they descend from.
NAMES = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_words(agent: str) -> str:
    """Return the browser and the system of a User-Agent header: "Firefox en Windows".

    Only these few words are kept of the header, which as a whole singles out a computer.
    """
    name = next((words for sign, words in NAMES if sign in agent), "")
    system = next((words for sign, words in SYSTEMS if sign in agent), "")
    if not name:
        return f"{UNKNOWN} en {system}" if system else UNKNOWN
    return f"{name} en {system}" if system else name
