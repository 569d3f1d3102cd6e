"""Given names that are common in Québec, in French, English and other languages: hints, known to everybody.

Source: chosen by hand among names in everyday use: no one in particular, and nothing of the registry.
Folded as names are. Names that are also common words (Rose, Prudence) are left out.
"""

from typing import Final

_NAMES: Final = """
    alma elise ellie florence heloise lily livia lou maria mila milan nolan romy
    abdel adam adele adrien agathe ahmed aicha alain alexandra alexandre alexis
    alice alicia alina amelie amina ana anais andre andree andrea andrew angela angelique anick anna
    anne annick annie anthony antoine antonio ariane arianne arnaud arthur aubert audrey aurelie aya
    beatrice benjamin benoit bernadette bernard brigitte bruno camila camille carl carlos carole
    caroline catherine cecile cedric celine chantal charles charlie charlotte christian christiane
    christine christophe claire clara claude claudette claudia clemence clement colette coralie
    corinne cynthia cyril damien daniel danielle danny david delphine denis denise derek diane didier
    dominique dylan edith edouard elena eliane elias eliot elisabeth elizabeth ella eloise elodie
    emile emilie emily emma emmanuel emmanuelle emy eric erika ernest estelle esther ethan etienne
    eugene eva evelyne fabien fabienne fatima felix fernand fernande francine francis franck francois
    francoise frederic frederique gabriel gabrielle gaetan gaston genevieve georges gerald gerard
    germain germaine ghislain ghislaine gilbert gilles ginette giovanni gisele guillaume gustave guy
    guylaine gwenaelle hassan helene helena henri henriette herve hugo huguette ibrahim ines irene
    isaac isabelle ismael ivan jacinthe jacob jacqueline jacques jade james jasmine jason jean jeanne
    jeannine jennifer jeremie jeremy jerome jessica jessie joanie joannie joel joelle john johanne
    jonathan jordan jose josee joseph josephine josiane joyce juan jules julia julian julie julien
    juliette justin justine karim karine karl kathleen katia kevin kim laura laurence laurent laurie
    lea leonie leo leon leonard liam lili liliane lina linda line lise loic louis louise louisette luc
    lucas lucie lucien lucienne luis lydia lyne madeleine maelle maeva malik manon manuel marc marcel
    marcelle margot marguerite marianne marie marielle marilou marilyn marine mario marion marjolaine
    marthe martin martine mary maryse mathias mathieu mathilde mathis matteo matthew maude maurice max
    maxence maxim maxime megane melanie melissa melodie michael michel micheline michelle mireille
    mohamed mohammed monique myriam nadia nadine nancy natacha nathalie nathan nicolas nicole noah
    noemie normand odette olivia olivier omar oscar pascal pascale patrice patricia patrick paul paule
    pauline pedro peter philippe pierre pierrette rachel rachid raoul raphael raphaelle raymond
    raymonde real rebecca rejean rejeanne renaud rene renee reynald richard rita robert roberto roger
    roland rosalie rosanne roxanne ruth ryan sabrina said salma samir samuel sandra sandrine sara
    sarah sebastien serge simon simone sofia solange sonia sophie stephane stephanie steve steven
    sylvain sylvie tania theo theodore therese thierry thomas tina tom tommy tristan valerie vanessa
    veronique vicky vincent virginie viviane wendy william xavier yan yann yannick yasmine yolande
    youssef yves yvette yvon yvonne zachary zoe
"""
GIVEN_NAMES: Final = frozenset(_NAMES.split())
