"""Words that tell of a diagnosis, of care or of a service received, in French and in English.

Source: the kinds of information that make a record of health or social services (LRSSS, R-22.1, s. 2), and
who receives services in the CISSS de la Gaspésie sheet and policy CHUM 10 974; chosen by hand. Folded as
names are (no accent, no hyphen), in the singular; « d' » and the like are left out;
plural and feminine endings are read by the finder.
"""

from typing import Final

_FRENCH: Final = """
    addiction; alcoolique; alcoolisme; allergie; alzheimer; amputation; ampute; anemie; anorexie
    anorexique; anxiete; arthrite; arthrose; asthme; autisme; autiste; avc; avortement; bipolaire
    blessure; boulimie; cancer; cardiopathie; cecite; chimiotherapie; chirurgie; cirrhose; commotion
    convalescence; crise cardiaque; deficience; delire; demence; depression; depressif; depressive
    desintoxication; diabete; diabetique; diagnostic; diagnostique; dialyse; dystrophie
    en fin de vie; epilepsie; epileptique; famille accueil; fibromyalgie; fin de vie
    foyer de groupe; fracture; grossesse; greffe; handicap; handicape; hebergement; hemodialyse
    hepatite; hospitalisation; hospitalise; infarctus; infection; insuffisance renale; itinerance
    leucemie; limitation fonctionnelle; maladie; malade; maladie mentale; medicament; metastase
    opere; operation; palliatif; palliative; paralysie; paralyse; paraplegique; parkinson; patient
    perte autonomie; phobie; prothese; psychiatrie; psychiatrique; psychose; quadriplegique
    radiotherapie; readaptation; rechute; remission; sante mentale; schizophrene; schizophrenie
    sclerose en plaque; seropositif; sida; soin a domicile; soin intensif; soin palliatif; suicide
    suicidaire; surdite; symptome; syndrome; tda; tdah; therapie; toxicomane; toxicomanie
    traitement; transplantation; traumatisme; trisomie; trisomique; trouble alimentaire
    trouble du comportement; tsa; tumeur; usager; usagere; vih; violence conjugale; surdose
    tentative de suicide; deficience intellectuelle
"""
_ENGLISH: Final = """
    abortion; addict; addicted; alcoholic; alcoholism; allergy; amputee; anemia; anorexia; anorexic
    anxiety; arthritis; asthma; autism; autistic; bipolar; blindness; bulimia; chemotherapy
    concussion; dementia; depressed; detox; diabetes; diabetic; diagnosed; diagnosis; dialysis
    disability; disabled; dystrophy; epilepsy; epileptic; foster family; foster home; fracture
    group home; heart attack; hepatitis; hiv; home care; homeless; hospitalized; hospitalised
    illness; injury; intensive care; kidney failure; leukemia; medication; mental health
    mental illness; multiple sclerosis; overdose; palliative; palliative care; paralyzed; paraplegic
    pregnancy; pregnant; prosthesis; psychiatric; psychiatry; psychosis; quadriplegic
    radiation therapy; rehab; rehabilitation; relapse; schizophrenia; schizophrenic; stroke
    suicidal; surgery; symptom; therapy; transplant; trauma; treatment; tumor; tumour; wheelchair
"""

CARE_WORDS: Final = frozenset(
    word.strip() for line in (_FRENCH + _ENGLISH).splitlines() for word in line.split(";") if word.strip()
)
