"""The words by which speech is reported. In: nothing. Out: sets of words, lower case.

Verbs stand in the forms that news uses; those of thinking and judging count too, since a newspaper quotes under them.
"""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Any of these, with its subject beside it, reports what somebody said or wrote.
SAID: Final = _set(
    "said says say told tells tell wrote writes write added adds add asked asks ask tweeted tweets tweet posted posts continued "
    "continues explained explains "
    "argued argues argue insisted insists insist noted notes note replied replies responded responds warned warns warn declared declares "
    "declare announced "
    "announces announce stated states state claimed claims claim concluded concludes recalled recalls quipped quips joked jokes shouted "
    "shouts yelled yells cried "
    "cries called calls call described describes describe conceded concedes acknowledged acknowledges admitted admits admit agreed "
    "agrees agree alleged alleges "
    "allege asserted asserts boasted boasts confirmed confirms confirm contended contends complained complains commented comments "
    "cautioned cautions countered "
    "counters denied denies disclosed demanded demands demand emphasised emphasized emphasises emphasizes estimated estimates exclaimed "
    "expressed expresses hinted "
    "hints implored indicated indicates informed interjected lamented laments maintained maintains mentioned mentions mused muses "
    "objected observed observes ordered "
    "orders pleaded pleads pledged pledges praised praises predicted predicts predict proclaimed proclaims promised promises proposed "
    "pronounced protested quoted "
    "quotes read reads reassured recounted recounts reflected reiterated reiterates remarked remarks remembered remembers reminded "
    "repeated repeats reported reports "
    "report retorted revealed reveals ruled sighed snapped spoke speaks speculated stressed stresses suggested suggests suggest "
    "testified testifies thought thinks "
    "think threatened threatens urged urges urge vowed vows voiced whispered assessed assesses assess analysed accused accuses advised "
    "advises affirmed appealed "
    "apologised apologized blamed blames blasted chanted chants chided clarified condemned condemns criticised criticized decried "
    "dismissed dismisses echoed echoes "
    "elaborated forecast gushed hailed hails implied implies labelled labeled labels lauded mocked mocks opined opines rejected rejects "
    "scoffed slammed slams sneered "
    "touted touts uttered wondered wonders believes believe believed dubbed branded termed deemed summarised summarized answered answers "
    "reasoned responded instructed begged "
    "blogged texted emailed e-mailed messaged signed headlined captioned sang sings put puts insinuated intoned thundered deplored "
    "underlined underscored underscores "
    "highlighted highlights vented fumed roared muttered mumbled murmured enthused marvelled marveled pressed prayed swore attested "
    "posited published released issued "
    "declined credited cited cites cite considers considered sees regards bills billed expects expected hopes hoped wants wanted feels "
    "felt found finds knows knew decided "
    "informs teased tease boast joke shout argue accuse")
# The same in other languages of the trade, for quotations that a newspaper leaves in theirs.
SAID_ELSEWHERE: Final = _set(
    "sagte sagten sagt erklärte erklärten betonte schrieb warnte teilte kritisierte dit disait déclare déclarait affirme affirmait "
    "expliqué explique dijo dijeron dice afirmó "
    "aseguró señaló explicó declaró disse disseram diz afirmou declarou explicou detto dice dichiarato sanoi sanoo totesi kertoi sagde "
    "siger udtalte sa säger sade sier uttalte "
    "mówi powiedział powiedziała stwierdził сказав сказала заявив заявила повідомив сказал сказала заявил заявила сообщил сообщила отметил")
# The same as participles: their subject is that of the clause they hang on.
SAYING: Final = _set(
    "saying telling writing adding asking tweeting posting continuing explaining arguing insisting noting replying responding warning "
    "declaring announcing stating "
    "claiming concluding recalling quipping joking shouting yelling crying calling describing conceding acknowledging admitting agreeing "
    "alleging asserting boasting "
    "confirming contending complaining commenting cautioning countering denying demanding emphasising emphasizing estimating exclaiming "
    "expressing hinting indicating "
    "lamenting maintaining mentioning observing ordering pleading pledging praising predicting proclaiming promising proposing quoting "
    "reading reiterating remarking "
    "reminding repeating reporting revealing stressing suggesting testifying threatening urging vowing accusing blaming chanting "
    "condemning criticising criticizing "
    "decrying dismissing echoing hailing implying labelling labeling mocking referring citing dubbing branding terming deeming thinking believing")
# Verbs that are as often nouns, and what then stands before them.
ALSO_NOUNS: Final = _set(
    "report reports state states call calls claim claims note notes post posts quotes comments remarks demands demand orders counters "
    "tweet tweets hopes put puts "
    "estimates promises threatens")
BEFORE_NOUNS: Final = _set("the a an his her their its this that these those of in united such any no for by to")
AUXILIARY: Final = _set(
    "has have had also then later once recently now would will did does do never repeatedly even still again previously is was were are "
    "been be being may might could can should must shall who which that "
    "just only already reportedly simply often always soon further first finally ever not n’t both all to")
PRONOUNS: Final = _set("he she they it we i you one some many others another both")
DETERMINERS: Final = _set(

    "the a an one two three four five six several many some most another other his her their its our my this that these those both all "
    "each every no any such few dozens hundreds")
PREPOSITIONS: Final = _set(
    "in on at during after before when as while since until for from with without by about over under against amid following because "
    "despite through throughout within between among outside inside near into onto if "
    "though although where whether according than like via per upon toward towards around across behind beyond")
PARTICLES: Final = _set("de la le van von der den bin ibn al el del da di du dos ben y e of the for and")
NOT_NAMES: Final = _set(
    "but and yet so still meanwhile however also then later today yesterday monday tuesday wednesday thursday friday saturday sunday "
    "instead nevertheless indeed moreover asked publicly privately earlier recently now "
    "here there january february march april may june july august september october november december")
