"""Capitals that are no one's name: months, places, houses, feasts, and words that open a sentence.

Source: the calendar; the regions and larger towns of Québec, provinces and countries; the network's kinds of
establishments (LGSSSS); words of everyday captions, chosen by hand. Folded as names are.
"""

from typing import Final

_CALENDAR: Final = """
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january
    february march april may june july august september october november december lundi mardi mercredi
    jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday noel
    paques halloween toussaint christmas easter thanksgiving hanoukka ramadan diwali carnaval
    printemps ete automne hiver spring summer autumn winter pride fierte
"""
_WORLD: Final = """
    annee annees anniversary birthday bon bonne bonnes champion championne coupe cup fete fetes global grand
    grande grandes grands happy humaines international internationale joyeuse joyeux merry mere meres mondial
    mondiale mother mothers father fathers national nationale new peninsula peninsule pere peres petit petite
    petits plan politique ressources strategie world year
    i internet facebook instagram youtube tiktok linkedin messenger whatsapp teams zoom covid wifi
    francais francaise francophone anglais anglaise anglophone quebecois quebecoise gaspesien
    gaspesienne madelinot madelinienne canadien canadienne autochtone mi inuit innu cri atikamekw
    french english canadian quebecer quebeckers indigenous kmaq etat gouvernement government loi act
    charte state dieu bible coran olympique olympiques olympics google microsoft apple android
"""
NOT_NAMES: Final = frozenset((_CALENDAR + _WORLD).split())

_PLACES: Final = """
    quebec; montreal; laval; gatineau; longueuil; sherbrooke; saguenay; levis; trois rivieres
    terrebonne; rimouski; gaspe; gaspesie; chandler; perce; maria; bonaventure; carleton
    carleton sur mer; new richmond; paspebiac; matane; amqui; sept iles; baie comeau; rouyn noranda
    val d or; drummondville; granby; joliette; victoriaville; riviere du loup; la pocatiere
    chicoutimi; jonquiere; alma; magog; iles de la madeleine; iles; madeleine; cap aux meules
    grande riviere; murdochville; grande vallee; cloridorme; new carlisle; nouvelle
    pointe a la croix; listuguj; gesgapegiag; restigouche; matapedia; monts; haute gaspesie
    cote de gaspe; rocher perce; avignon; bas saint laurent; cote nord; abitibi; temiscamingue
    abitibi temiscamingue; mauricie; estrie; outaouais; laurentides; lanaudiere; monteregie
    chaudiere appalaches; capitale nationale; centre du quebec; nunavik; canada; ontario; ottawa
    toronto; vancouver; calgary; halifax; moncton; manitoba; alberta; saskatchewan; yukon; nunavut
    terre neuve; labrador; nouveau brunswick; nouvelle ecosse; new brunswick; nova scotia
    newfoundland; europe; afrique; amerique; asie; africa; america; asia; france; paris; belgique
    bruxelles; suisse; italie; italy; espagne; spain; allemagne; germany; haiti; maroc; algerie
    tunisie; liban; mexique; mexico; ukraine; bresil; portugal; chine; china; japon; japan; inde
    india; etats unis; new york; united states; londres; london; boston; chaleur; chaleurs
    saint laurent; st laurent; saint jean; atlantique; atlantic; nord; sud; est; ouest; north; south
    east; west; plateau; mont royal
"""
PLACES: Final = frozenset(
    filter(None, (each.strip() for line in _PLACES.splitlines() for each in line.split(";")))
)

_HEADS: Final = """
    aile allee amphitheatre aquarium arena association auberge auditorium autoroute avenue baie
    bibliotheque bloc boulevard cafe campus cap caserne cathedrale cegep centre center chalet
    chemin clinique clinic club college comite committee complexe conseil corporation cour
    defi department departement direction ecole edifice eglise espace
    faculte ferme festival fondation foundation foyer gala galerie garderie gymnase hall halte hopital
    hospital hotel ile institut institute jardin journee lac lake maison marche ministere ministry
    mont municipalite musee museum park parc parade paroisse pavillon pavilion pharmacie
    piscine place plage pointe pont port premio prix prize award programme program projet project
    promenade quai quartier regie region resto restaurant residence riviere river road route rue
    ruelle salle salon school semaine service services societe stade station street syndicat table
    terrasse theatre tour tournoi unite unit universite university vallee village ville week day
    bourse bourses scholarship loisirs coop cooperative cisss ciusss
    chum clsc chsld cpe csss
"""
HEADS: Final = frozenset(_HEADS.split())

_PARTICLES: Final = "d de des du la le les l van von der den di da del ben el al bin y"
PARTICLES: Final = frozenset(_PARTICLES.split())
HOUSE_LINKS: Final = PARTICLES | {"of", "the", "a", "au", "aux"}

_TITLES: Final = """
    m mm mr mrs ms mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle docteur
    docteure doctor dr dre drs me maitre prof professeur professeure soeur frere pere abbe oncle tante
    papa maman grandmaman grandma grandpa infirmier infirmiere nurse miss sir
"""
TITLES: Final = frozenset(_TITLES.split())

_ACRONYMS: Final = """
    cisss ciusss chum chus clsc chsld cpe csss dcai pdg msss ramq cnesst ccsmtl samu dsp cusm muhc
    chuq iucpq ciuss unicef onu oms who nasa covid otstcfq oiiq ftq csn aqrdi cegep uqar uqam ulaval
    hec udem html urgence
"""
ACRONYMS: Final = frozenset(_ACRONYMS.split())

_OPENERS: Final = """
    a ai aller allez alors apprenez apres au aucun aucune aujourd hui aussi autour aux avant avec ayez
    beau beaucoup belle bel bien bienvenue bientot bon bonjour bonne bonnes bons bravo c ca car ce
    cela celui ces cet cette chacun chaque cher chere cheres chers chez comme comment connaissez d
    dans de decouvrez demain depuis derriere des devant deux dix du elle elles en encore enfin
    ensemble entre est et etre faites felicitation felicitations fier fiere fieres fiers grace grand
    grande grands hier hommage ici il ils inscrivez j je joignez joyeuse joyeuses joyeux l la le les
    leur leurs lors lorsque ma mais malgre maman merci mes mon n ne ni nos notre nous nouveau nouvelle
    on ont ou oui par parce parmi participez partout pas pendant personne photo photos plus plusieurs
    pour pourquoi pres presentation puis quand que quel quelle quelles quels qui quoi rappel rencontre
    rencontrez retour s sa salut sans se ses sessions si son sous souhaitons souvenir sur ta tous tout
    toute toutes tres trois un une venez vers video vive voici voila vos votre vous source credit
    texte legende gros grosse triste anniversaire about after all also an and another are as at
    because before best big but by can celebrate celebrating check come congrats congratulations dear
    did discover do does during each every everyone few find first for from get good great happy have
    he hello her here hey hi his how if in is it join just last let like look lots many meet more my
    new next no not now of oh once one only or our out over please proud read remember save see seen
    she since so some someone special still such thank thanks that the their them then there these
    they this those three to today together tomorrow tonight two under until very visit was watch we
    welcome well were what when where which while who why will wish with wonderful yes yesterday you
    your
"""
OPENERS: Final = frozenset(_OPENERS.split())
