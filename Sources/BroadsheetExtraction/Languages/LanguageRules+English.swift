extension LanguageRules {
  /// The rules of English.
  static let english = LanguageRules(
    byline: PhraseSet("by|written by|story by|words by|text by|from"),
    conjunctions: PhraseSet("and|&|with"),
    credits: PhraseSet(
      """
      staff|writer|writers|reporter|reporters|correspondent|correspondents|editor|editors|contributor|contributors\
      |columnist|press|news|service|agency|agencies|reuters|ap|afp|upi|bbc|cnn|times|post|journal|for|in|of|at\
      |political|business|science|health|sports|technology|national|international|senior|special|chief|updated\
      |published|photographs|photos|newsroom|desk|bureau|bloomberg|guardian|tribune|herald|daily|today|inc|media
      """),
    reportingBy: PhraseSet("reporting by|additional reporting by|report by|writing by"),
    pointers: PhraseSet(
      """
      see also|see more|see related|read also|also read|also see|read more|read next|read this|must read\
      |related|related story|related stories|related article|related articles|related coverage|related news\
      |related reading|related content|related links|related link|related posts|related post|related topics\
      |more on this|more on this story|more on this topic|more from this section|more like this|more coverage\
      |further reading|recommended|recommended reading|you may also like|you might also like|you may like\
      |don't miss|in case you missed it|icymi|up next|read the full story|full story|full coverage|background|explainer\
      |what to read next|in depth|in pictures|gallery|watch also|also watch|watch more|listen also|download
      """),
    barePointers: PhraseSet("see|read|more|watch|listen|opinion|analysis|also"),
    takeaways: PhraseSet(
      """
      takeaway|takeaways|key points|key point|main points|key facts|key findings|key messages|key moments\
      |highlights|story highlights|at a glance|in brief|in short|in summary|in a nutshell|what to know|what you need to know\
      |what you should know|things to know|need to know|bottom line|the gist|to remember|remember this|key insights\
      |what we know|what we learned|what we learnt|lessons|why it matters|key developments|quick facts|fast facts\
      |tl;dr|tldr|the essentials|summing up|to sum up|summary|recap|conclusions|main findings|the short version\
      |key lessons|points to remember|to take away|the upshot
      """),
    otherLists: PhraseSet(
      """
      next|related|read|further|sources|source|references|notes|footnotes|contact|contacts|links|more|ingredients|steps\
      |instructions|schedule|fixtures|results|standings|scores|corrections|correction|credits|upcoming|see|tags|topics\
      |share|follow|subscribe|comments|acknowledgements|acknowledgments|about|authors|tickets|dates|venues|how to\
      |line-ups|lineups|teams|squad|squads|winners|nominees|agenda|timeline|chronology|downloads|resources|bibliography\
      |recommended|elsewhere|editors|reporting|prices|specifications|specs|candidates|members|cast
      """),
    appositionOpeners: PhraseSet(
      """
      the|a|an|one|which|who|whose|whom|where|then|now|formerly|once|known|based|headed|led|founded|owned|located\
      |both|also|aged|long|its|his|her|their|an|considered|described|widely|whose|part|chief|president|chairman\
      |author|director|founder|co-founder|head|former|home|maker|leader|editor|secretary|minister|mayor|governor\
      |professor|spokesman|spokeswoman|including|named|dubbed|born|under|already|still|currently
      """),
    dangling: PhraseSet(
      """
      a|an|the|of|in|on|at|by|with|without|from|to|into|onto|upon|about|above|below|over|under|between|among|against\
      |during|before|after|through|throughout|across|along|around|near|behind|beyond|despite|toward|towards|via|per|amid\
      |and|or|but|nor|so|yet|for|if|because|although|though|while|whereas|unless|until|since|when|where|why|how|whether\
      |than|as|that|this|these|those|which|who|whom|whose|is|are|was|were|be|been|being|am|has|have|had|having|will|would\
      |shall|should|can|could|may|might|must|do|does|did|not|no|its|his|her|their|our|my|your|it|he|she|they|we|i|you\
      |very|just|only|even|still|also|including|regarding|concerning|such|more|most|less|many|much|some|any|each|every\
      |said|says|saying|what|like|out|up|down|off|new|mr|mrs|ms|dr
      """),
    cuts: PhraseSet(
      """
      and|but|or|after|as|because|before|when|while|where|which|who|whose|although|though|since|until|unless|if\
      |following|despite|amid|in|on|at|with|without|from|for|by|during|over|under|against|among|between|through|across\
      |according|including|to|so|into|via|than|about|whereas|along|throughout|near|toward|towards|within
      """),
    furniture: PhraseSet(
      """
      published|first published|originally published|date published|updated|last updated|modified|last modified|posted|created|photo|photograph|image|picture|credit|file photo|getty images\
      |advertisement|scroll down|share this|follow us|sign up|subscribe|click here|copyright|all rights reserved\
      |image caption|media caption|media playback|story highlights|this article|this story|editor's note|correction|correction to this
      """),
    publication: PhraseSet(
      "published|first published|originally published|published on|posted|posted on|created|date published"),
    update: PhraseSet("updated|last updated|modified|last modified"),
    sameNames: sameNames(
      """
      united states=us=u.s.=usa=u.s.a.=america=united states of america|united kingdom=uk=u.k.=britain=great britain\
      |united nations=un=u.n.|european union=eu=e.u.|soviet union=ussr=u.s.s.r.|washington d.c.=washington dc\
      |united arab emirates=uae|los angeles=la=l.a.|new york=ny=n.y.=new york city|world health organization=who\
      |federal bureau of investigation=fbi=f.b.i.|central intelligence agency=cia=c.i.a.
      """),
    people: PhraseSet("he|she|him|her|his"),
    verbLeads: PhraseSet(
      "to|will|would|can|could|may|might|must|shall|should|do|does|did|don't|didn't|doesn't|cannot|can't|won't|wouldn't|he|she|they|we|i|it|who|that|which|you|not|never"
    ),
    accordingTo: PhraseSet("according to"),
    frequentWords: FrequentWords([
      ("en", "the|of|and|to|in|is|that|for|was|with|on|as|it|by|are|from|has|have|be|this|which|were|said"),
      (
        "de", "der|die|und|das|den|von|zu|mit|sich|des|auf|für|ist|im|dem|nicht|ein|eine|als|auch|werden|wird"
      ),
      ("fr", "le|la|les|des|et|du|une|est|pour|dans|que|qui|sur|pas|au|par|avec|plus|ce|sont|aux|été"),
      ("es", "el|los|las|y|del|que|en|una|por|con|para|es|se|su|al|lo|como|más|fue|ha|sus|pero"),
      ("it", "il|di|che|è|della|per|una|sono|del|con|non|gli|alla|anche|nel|dei|ha|più|delle|dal"),
      ("pt", "o|os|do|da|em|um|uma|para|com|não|na|no|dos|das|é|mais|ao|foi|pela|são|também"),
      ("nl", "het|een|van|en|dat|op|te|zijn|voor|met|niet|aan|er|ook|als|bij|door|naar|wordt|werd"),
      ("sv", "och|att|det|som|är|av|för|den|till|inte|på|med|ett|har|om|var|sig|från|kan"),
      ("da", "og|at|det|er|af|til|ikke|på|med|som|har|den|et|han|blev|fra|også|efter"),
      ("no", "og|å|det|er|av|til|ikke|på|med|som|har|den|et|han|ble|fra|også|etter"),
      ("pl", "i|w|na|z|się|nie|do|że|to|jest|o|jak|od|po|za|przez|są|oraz|który"),
      ("tr", "ve|bir|bu|için|ile|da|de|olarak|çok|olan|daha|gibi|en|sonra|kadar"),
      ("ru", "и|в|не|на|что|с|по|как|из|для|это|за|от|к|был|его|но|а"),
      ("uk", "і|в|не|на|що|з|та|у|до|як|за|від|це|про|для|його|але|й"),
    ]))
}
