"""The French words on which the rules of this room lean, folded."""

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES

TITLES = among(
    "madame mme monsieur m mr mlle mademoiselle melle mesdames messieurs docteur dr drs docteure maitre "
    "me juge professeur prof pr soeur frere pere abbe tonton tata tatie tante oncle papy mamy mamie papi "
    "nonna nonno cousin cousine parrain marraine commissaire substitut notaire"
)
"""Words before a name; those in `SHORT_TITLES` only with a capital or a full stop."""

SHORT_TITLES = among("m me mr pr dr")

MEN = among(
    "monsieur m mr messieurs papy papi tonton oncle pere abbe frere cousin parrain fils mari epoux compagnon neveu"
)
"""Titles and relatives that say that the person named is a man."""

WOMEN = among(
    "madame mme mademoiselle mlle melle mesdames docteure tata tatie tante mamy mamie nonna soeur cousine marraine "
    "fille femme epouse compagne niece mere"
)
"""Titles and relatives that say that the person named is a woman."""

FAMILIES = among("famille familles epoux couple freres soeurs menage")
"""Words before a family name: « la famille Bangoura »."""

KIN = among(
    "fille fils mari femme epoux epouse compagnon compagne copain copine conjoint conjointe enfant "
    "enfants bebe mere maman papa pere frere soeur tante oncle niece neveu cousin cousine grand-mere "
    "grand-pere parrain marraine ami amie voisin voisine beau-frere belle-soeur beau-pere belle-mere "
    "demi-frere demi-soeur cadet cadette aine ainee jumeau jumelle petit petite gamin gamine chum"
)
"""Relatives and friends: a name may follow, as in « mon mari Driss »."""

OFFICES = among(
    "collegue directeur directrice educateur educatrice puericultrice assistante assistant psychologue "
    "coordinatrice coordinateur infirmiere infirmier institutrice instituteur stagiaire animatrice "
    "animateur secretaire deleguee delegue conseillere conseiller responsable medecin pediatre logopede "
    "kine prof eleve jeune avocat avocate chef cheffe bourgmestre echevin echevine president presidente "
    "sage-femme coach entraineur entraineuse"
)
"""Occupations: a name with a capital may follow."""

POSSESSIVES = among("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")

NOT_NAMES = among(
    "ange belle blanche celle celles chaste constant demi desire divine elle elles fidele fille femme gentil innocent "
    "jeune jolie junior lente loup lune mille parfait patient patiente precieuse prince princesse reine rare rien "
    "tresor vital urbain victoire soleil amen bienvenu bienvenue espoir gloire joie lumiere long sang chouchou doudou "
    "mamie nounou tata tatie tonton papa papi mami mama matin signe christ dieu islam ramadan hein beau mare fils "
    "pape moise"
)
"""First names that, in lower case, are mostly another word, even after a relative: « ma jolie »."""

SHORT_SURNAMES = among("le ly do la ma vo vu ton tu du van ho")
"""Vietnamese family names, most of them grammatical words too: after a title, or where someone spells them."""

FEASTS = among("noel paques careme toussaint pentecote ascension epiphanie ramadan")
"""Feasts and seasons of the year that are names of persons too."""

SAINTS = among("saint sainte st ste")
"""Words that make the first name after them the name of a school, a church or a village."""

TOWARDS = among("a vers de depuis sur chez")
"""Prepositions before places."""

FUNCTION = among(
    "a alors apres au aussi aux avant avec bien car ce cela celle celui ces cet cette comme comment d "
    "dans de des donc depuis celles ceux du elle en encore enfin est et eux il ils j je jamais l la le les leur lui ma "
    "mais meme mes moi mon ne ni non nos notre elles chaque nous on or ou oui par parce pas plus pour pourquoi puis qu "
    "quand que qui quoi sa sans se ses si son sous sur ta tes toi ton toujours tout toute tres tu un une "
    "vos votre vous y c n s t m cest jai"
)
"""Grammatical words, which are no name even with a capital."""

DETERMINERS = among(
    "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
    "quel quelle quels quelles quelques chaque plusieurs aucun aucune"
)
"""Words after which stands a noun, rarely the name of a person."""

NOUN_AFTER = among(
    "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur "
    "leurs quel quelle quelques chaque plusieurs en tres trop si plus moins aussi bien tout toute tous deux trois "
    "quatre cinq six sept huit neuf dix beaucoup assez peu sans a d"
)
"""Words that a noun follows, and hardly ever a name."""

NO_PART = (FUNCTION | KIN | OFFICES | TITLES) - PARTICLES
"""Words that are no part of a name of several words."""

STREETS = among("rue ruelle avenue boulevard chaussee quai impasse venelle sentier dreve clos square place")
"""Words that begin the name of a street."""

GENERIC = among(
    "agence arrondissement association banlieue bibliotheque bourse bureau canton centre chambre cite college commune "
    "communaute conservatoire constitution conseil creche departement droite droites ecole education eglise est etat "
    "foyer gare gauche hopital hyper internet loi lune lycee mairie maison marche mars midi ministere musee nation "
    "nord ouest parc parlement parti place plan pont porte prefecture premiere province quartier region republique "
    "section service soleil station sud super terre theatre tour universite ville village dieu vierge zero"
)
"""Words that name no one alone, though some write them with a capital: « le Centre », « dans le Sud »."""

PLACEHOLDER = (
    r"\[(?:NOM|PR[EÉ]NOM|LIEU|VILLE|COMMUNE|PAYS|PERSONNE|ORGANISATION|ORGANISME|ASSOCIATION|DATE|AGE|[AÂ]GE|TELEPHONE"
    r"|EMAIL|IDENTIFIANT|URL|ANONYME|ANONYMIS[EÉ])(?:[ _-]?\w{1,3})?\]|\b(?-i:X{2,20}|BIP)\b"
)
"""What someone has already put in the place of a name; a code of this program is one of them."""
