"""Words that tell places from what only looks like one. In: nothing. Out: sets of words as `Words.keys` has them.

They are classes of the language of news, titles or kinds of organisation; none holds the name of a place.
"""

from __future__ import annotations

from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a place's name more than before any other.
AT: Final = _set("in at near into throughout across around outside inside within toward towards downtown via onto")
TOWARDS: Final = _set("from to of through between over off against for with by on under along beyond")
SIDES: Final = _set("""
    north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern
    southeastern southwestern upper lower greater inner rural coastal nearby neighbouring neighboring mainland metropolitan
""")
TRAVEL: Final = _set("""
    visit visited visiting left leave leaving reached reach reaching entered entering invaded invade invading bombed hit struck fled occupied
    occupying annexed annex liberated captured besieged shelled born based
""")
# Kinds of place: "the city of X", "X province".
KINDS_BEFORE: Final = _set("""
    city town village province state region district county capital suburb island port municipality neighborhood neighbourhood community
    republic territory governorate oblast parish borough enclave camp area
""")
KINDS_AFTER: Final = _set("""
    province region district county state oblast governorate prefecture township parish area border coast peninsula island islands city town
    village valley river lake mountains basin delta territory republic metro suburb municipality krai raion department capital neighborhood
    neighbourhood residents resident based native
""")
# Titles before a person's name.
TITLES: Final = _set("""
    mr mrs ms miss dr sir lord lady dame president minister senator sen rep gov governor mayor judge justice captain capt colonel col general
    gen major maj sergeant sgt lieutenant lt bishop archbishop pope king queen prince princess duke duchess chancellor professor prof rev
    reverend father sister brother coach chief commissioner secretary ambassador director chairman chairwoman spokesman spokeswoman spokesperson
    officer detective constable inspector sheriff deputy attorney lawyer actor actress singer author writer reporter correspondent candidate
    congressman congresswoman representative councilman councilwoman councillor premier sheikh imam ayatollah rabbi cardinal sheik admiral
    corporal private trooper fr hon pm mp aunt uncle baroness baron earl count saint emperor striker midfielder defender goalkeeper quarterback
    pitcher driver champion doctor nurse teacher principal superintendent supt manager executive ceo founder analyst economist historian
    scientist researcher photographer producer editor host columnist
""")
# After a surname more than after a place.
SPEAKS: Final = _set("""
    said says told added adds explained recalled wrote writes joked tweeted laughed noted replied insisted thinks believes knew knows testified
    graduated smiled remembers remembered played scored wore who whose himself herself
""")
# "X University", "X United", "X Times": the whole is an organisation or a work.
BODIES: Final = _set("""
    university college school schools hospital institute academy foundation center centre museum library theatre theater hotel stadium arena
    club fc united wanderers rovers athletic society association federation league union group bank company corporation corp inc ltd llc plc co
    holdings partners press times post news journal herald tribune gazette telegraph chronicle globe star sun mail express daily weekly magazine
    review television tv radio broadcasting network airlines airways air motors electric energy oil gas petroleum insurance financial capital
    investment investments securities stock exchange agency authority commission committee council court department ministry office bureau board
    party movement front army forces brigade guard police sheriff church cathedral mosque temple abbey monastery hall house palace castle tower
    building bridge cup championship olympics games open festival award awards prize marathon derby grand prix conference summit accord accords
    agreement treaty convention protocol act bill declaration pact plan project initiative program programme campaign service services systems
    technologies labs records studios pictures entertainment productions
""")
WAYS: Final = _set("""
    street st road rd avenue ave boulevard blvd drive lane highway route parkway square way court plaza terrace crescent place bridge park
    airport station mall
""")
# Team names and the like after a town: the town is meant as little as in "New York Times".
TEAMS: Final = _set("""
    giants jets yankees mets knicks rangers islanders bulls bears cubs lakers clippers dodgers angels eagles phillies flyers patriots celtics
    bruins cowboys mavericks stars astros rockets texans steelers pirates penguins ravens orioles browns cavaliers indians reds bengals packers
    bucks brewers twins vikings wild timberwolves chiefs royals broncos nuggets rockies avalanche seahawks mariners blazers warriors kings
    raiders athletics sharks padres chargers cardinals diamondbacks suns coyotes falcons hawks braves panthers hornets hurricanes dolphins heat
    marlins buccaneers lightning rays magic jaguars titans predators grizzlies colts pacers pistons tigers lions wings blackhawks blues spurs
    thunder jazz pelicans saints wizards capitals nationals redskins leafs raptors canadiens senators oilers flames canucks
""")
# Kinds of people and things after an adjective of nationality: "Turkish police", "French engineer" carry the country itself.
OUTSIDE: Final = _set("""
    restaurant restaurants food cuisine language dictionary literature fries toast wine cheese bread salad dressing department departments
    teacher teachers speaker speakers speaking translation translations version versions class classes lesson lessons alphabet grammar words
    word subtitles
""")
# Before the name of a language.
TONGUES: Final = _set("in into speak speaks spoke spoken speaking learn learning taught teach fluent broken")
# Words that stand with a capital only because a sentence begins.
OPENING: Final = AT | TOWARDS | _set("""
    a an the this that these those his her its their our my your some many most all both each no when where while after before as but and or so
    if although though because since until one two three four five six seven eight nine ten another other several few more former late last next
    is was are were has have had it he she they we you who what why how there here then now also yet still only even not do does did can could
    will would may might should must let like unlike despite
""")
# What follows a place rather than a given name, though it stands with a capital.
AFTER_PLACES: Final = _set("""
    regional national international memorial medical general community new central state federal municipal public high middle elementary
    technical polytechnic atlantic pacific orthodox catholic baptist methodist presbyterian nazi soviet allied
""") | BODIES | WAYS | KINDS_AFTER | TEAMS | TITLES | SIDES
# Agencies whose sign, in brackets, ends a dateline.
AGENCIES: Final = _set("AP Reuters REUTERS AFP UPI CNN IANS PTI ANI Xinhua TASS PA CP Bloomberg RNS CNS KUNA VOA BBC")
# Always before a person.
COURTESY: Final = _set("mr mrs ms miss dr sir dame sen rep sgt lt capt col prof rev fr")
# A full point after these ends no sentence.
POINTED: Final = _set("""
    mr mrs ms dr st mt ft gen gov sen rep lt col sgt capt maj cpl rev hon prof pres supt det insp adm cmdr jr sr vs no inc corp co ltd bros jan
    feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn fla ill ind kan ky la mass mich minn miss mo mont neb nev okla ore
    pa tenn tex va wash wis wyo ont que alta sask man qld vic approx est ave blvd dept univ assn
""")
# Words with a small letter inside a name; those that may end one ("Donetska oblast", "Gaza strip"); articles before a hyphen ("al-Tanf").
INSIDE: Final = _set("the of and on upon de da do la le el al del des du di under in an en")
CLASSES: Final = _set("""
    oblast region province state county district governorate republic strip river sea valley peninsula islands mountains desert strait canal
    delta basin heights
""")
ARTICLES: Final = _set("al el ad an ar as ash at az ed er es")
# Kinds of first- and second-level division.
DIVISIONS: Final = _set("""
    province region state oblast governorate prefecture krai republic territory county district parish department raion
""")
