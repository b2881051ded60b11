// Package rules holds every business constant of Vigie, each once, with its
// value, unit, meaning and source: a section of the seed document, or the page
// of the method when the seed is silent ("méthode").
//
// Go reads a rule as rules.ActivationMinOffers.Int(); SQL reads the same rule as
// rule_activation_min_offers(). `vigie rules` lists them with what uses them.
// Tables that are data and not constants (the minimum wage by date, targets by
// region and year) are the CSV files beside this one, named in tables.go.
package rules

const (
	widget   = "II.2 Le Widget Attractivité de l'Offre"
	surveys  = "I.5 Les enquêtes locales de satisfaction"
	profiles = "II.2 Rechercher des profils ciblés ; Proposer les services adaptés à la meilleure définition du profil recherché"
	channels = "II.7 Comparaison des solutions de publication des offres"
	writing  = "II.2 Proposer les services adaptés à la rédaction de l'offre"
	method   = "méthode"

	certification = "II.3 La certification de l'espace recruteur"
	diagnosing    = "II.2 Rédiger un diagnostic partagé ; " + method + " : diagnostic"
	adapting      = "II.2 Proposer les services facilitant l'adaptation au poste de travail : « AFPR / POEI » ; " + method + " : diagnostic"

	prospecting = profiles + " ; " + method + " : promotion et prospection"
)

// The attractivity widget.
var (
	ActivationMinOffers = define("activation_min_offers", 30, "offres",
		"Comparable offers needed before the widget shows figures.", widget+" : « Seuil d'activation du WIDGET: 30 OE au minimum sur la période »")
	WindowMonths = define("window_months", 24, "mois",
		"Rolling window of the comparable offers, before the as-of date.", widget+" : « Période : 24 mois glissants »")
	ApplicationsDays = define("applications_days", 30, "jours",
		"Applications are counted at this age: ages 0 to 29.", method+" : attractivité, candidatures à 30 jours")
	CurveDays = define("curve_days", 60, "jours",
		"Last age of the curve of applications.", method+" : attractivité, bloc 2")
	CurveAlertDay = define("curve_alert_day", 7, "jours",
		"From this age on, an offer under the first quartile of its age raises the alert.", method+" : attractivité, bloc 2")
	CurveSilentDay = define("curve_silent_day", 14, "jours",
		"From this age on, no application at all while the median is above 0 raises the alert.", method+" : attractivité, bloc 2")
	VerdictHigh = define("verdict_high", 2.0/3, "rang centile",
		"A market at or above this percentile rank among active cells is attractive.", widget+" : « Marché avec des offres attractives. »")
	VerdictLow = define("verdict_low", 1.0/3, "rang centile",
		"A market under this percentile rank among active cells is not attractive.", widget+" : « Marché avec des offres attractives. »")
	WishedExperienceShare = define("wished_experience_share", 0.5, "part",
		"Inside the widget, a wished experience (S) counts for this share of the months stated.", method+" : attractivité, définitions")
	SalaryShownShare = define("salary_shown_share", 0.5, "part",
		"A missing salary is penalising when at least this share of the comparables shows one.", method+" : attractivité, bloc 3")
	LongContractMonths = define("long_contract_months", 6, "mois",
		"A fixed term of this length is a long one, more stable than a shorter.", method+" : attractivité, bloc 3")
	FullTimeShare = define("full_time_share", 0.75, "part",
		"A part time is penalising when at least this share of the comparables is full time.", method+" : attractivité, bloc 3")
	DifferenceMinOffers = define("difference_min_offers", 30, "offres",
		"Comparable offers needed on each side before a difference in applications is told.", method+" : attractivité, écart observé")
	WritingLengthMin = define("writing_length_min", 500, "caractères",
		"A description of this length is long enough: three quarters of the offers published are longer.", writing+" ; "+method+" : attractivité, bloc 3")
	WritingCompanyMin = define("writing_company_min", 50, "caractères",
		"A presentation of the employer of this length describes it.", writing+" : « Présenter l'entreprise dans le pavé « Présentation de l'entreprise » »")
)

// Completeness of an offer against the writing guide. The weights add up to 100.
var (
	QualityMissions = define("quality_missions", 15, "points",
		"Weight of missions told in detail.", writing+" : « description précise des missions du poste et des responsabilités qui lui sont associées »")
	QualityLength = define("quality_length", 10, "points",
		"Weight of a description that is long enough.", writing+" : « description précise » ; "+method+" : qualité")
	QualityCompany = define("quality_company", 10, "points",
		"Weight of the employer's presentation.", writing+" : « Présenter l'entreprise dans le pavé « Présentation de l'entreprise » »")
	QualitySite = define("quality_site", 5, "points",
		"Weight of the link to the employer's site.", writing+" : « disposer du lien renvoyant vers le site de l'entreprise »")
	QualityProspects = define("quality_prospects", 10, "points",
		"Weight of the prospects in the job and in the company.", writing+" : « Préciser si possibilité d'évolution au sein du poste et de l'entreprise »")
	QualityBenefits = define("quality_benefits", 10, "points",
		"Weight of the benefits beside the salary.", writing+" : « Lister tous les avantages proposés en complément du salaire »")
	QualitySalary = define("quality_salary", 15, "points",
		"Weight of a salary that is stated.", writing+" : « la complétude des rubriques » ; « Renforcer l'attractivité de l'offre »")
	QualityContract = define("quality_contract", 5, "points",
		"Weight of the contract, with its length where it has one.", writing+" : « la complétude des rubriques »")
	QualityHours = define("quality_hours", 5, "points",
		"Weight of the working hours.", writing+" : « la complétude des rubriques »")
	QualityPlace = define("quality_place", 5, "points",
		"Weight of the place of work.", writing+" : « la complétude des rubriques »")
	QualityExperience = define("quality_experience", 5, "points",
		"Weight of the experience, asked or not.", writing+" : « la complétude des rubriques »")
	QualitySkills = define("quality_skills", 5, "points",
		"Weight of the skills.", profiles+" : « Proposer / Valoriser l'approche compétence »")
	QualityRequirementsMax = define("quality_requirements_max", 5, "exigences",
		"From more requirements than this on, the advice is to drop some: three quarters of the offers published require fewer.", profiles+" : « Abandonner certains prérequis non indispensables »")
)

// Published statistics.
var (
	SurveyHiddenLow = define("survey_hidden_low", 1, "projets",
		"A number of hiring projects that the published survey hides is at least this; a hidden number of hard ones may be 0.", method+" : marché, enquête BMO")
	SurveyHiddenHigh = define("survey_hidden_high", 4, "projets",
		"A number that the published survey hides is at most this.", method+" : marché, enquête BMO")
)

// Disclosure control; what each audience is shown is in disclosure.csv.
var (
	HiddenSettledMonths = define("hidden_settled_months", 4, "mois",
		"A quarter that has been over for so long, longer than the delay of any audience, is decided again only if it moved.", method+" : secret statistique")
)

// The market of a trade in a territory.
var (
	MarketMonths = define("market_months", 12, "mois",
		"A market counts the offers created in this many complete months.", method+" : marché")
	MarketMin = define("market_min", 30, "offres",
		"Offers, and job seekers, needed before a ratio of the two, a mismatch or a season is told.", method+" : marché")
	SeasonTimes = define("season_times", 2, "fois la moyenne",
		"A month is of the season when its offers are at least this many times the mean of its year's months, two years running.", method+" : marché, saisonnalité")
	TensionCut1 = define("tension_cut_1", -0.56439, "indicateur composite",
		"Up to this composite indicator, a family's tension is of class 1.", method+" : marché, tension (Dares)")
	TensionCut2 = define("tension_cut_2", -0.25971, "indicateur composite",
		"Up to this composite indicator, a family's tension is of class 2.", method+" : marché, tension (Dares)")
	TensionCut3 = define("tension_cut_3", 0.13053, "indicateur composite",
		"Up to this composite indicator, a family's tension is of class 3.", method+" : marché, tension (Dares)")
	TensionCut4 = define("tension_cut_4", 0.509685, "indicateur composite",
		"Up to this composite indicator, a family's tension is of class 4, beyond it of class 5.", method+" : marché, tension (Dares)")
)

// The shared diagnosis of an offer. Which services answer which difficulty is in
// diagnosis.csv; these are the thresholds that it names.
var (
	DiagnosisHistoryMonths = define("diagnosis_history_months", 24, "mois",
		"A recruiter's past offers are those closed in so many months.", diagnosing)
	DiagnosisHistoryMin = define("diagnosis_history_min", 3, "offres closes",
		"A recruiter's past offers say something from so many on.", diagnosing)
	DiagnosisFilledShare = define("diagnosis_filled_share", 0.5, "part",
		"A recruiter of whose past offers less than this share was filled fails to recruit.", diagnosing)
	DiagnosisWritingFew = define("diagnosis_writing_few", 2, "éléments",
		"A text with so many of the five elements of writing, or fewer, is poor whatever the market writes.", diagnosing)
	DiagnosisCandidatesFew = define("diagnosis_candidates_few", 5, "personnes",
		"Fewer persons a position who have all that an offer requires are few.", diagnosing)
	DiagnosisLeverGain = define("diagnosis_lever_gain", 5, "personnes",
		"A requirement narrows the profile when so many persons more would have everything without it.", diagnosing)
	DiagnosisTensionClass = define("diagnosis_tension_class", 4, "sur 5",
		"From this official class on, a trade is short of candidates.", diagnosing)
	DiagnosisHardShare = define("diagnosis_hard_share", 0.7, "part",
		"Recruiting is hard in a basin when at least this share of the projects is judged so, the lower bound of the interval counting.", diagnosing)
	DiagnosisSeekersPerOffer = define("diagnosis_seekers_per_offer", 2, "demandeurs d'emploi",
		"Fewer job seekers of the trade an open offer are few.", diagnosing)
	DiagnosisWaiting = define("diagnosis_waiting", 10, "candidatures par poste",
		"So many applications that wait for an answer are many.", diagnosing)
	DiagnosisOutcomesMin = define("diagnosis_outcomes_min", 5, "issues",
		"What came of an offer's applications says something from so many on.", diagnosing)
	DiagnosisRefusedShare = define("diagnosis_refused_share", 0.5, "part",
		"Candidates do not suit when the recruiter refused at least this share of them, and took none.", diagnosing)
	DiagnosisDeclinedShare = define("diagnosis_declined_share", 0.4, "part",
		"An offer is declined when at least this share of its candidates refused it.", diagnosing)
	DiagnosisAbsentShare = define("diagnosis_absent_share", 0.2, "part",
		"Candidates do not come when at least this share was absent from the interview.", diagnosing)
	TrainingShortMonths = define("training_short_months", 6, "mois",
		"Training before hiring (AFPR) is for contracts of at least so many months.", adapting)
	TrainingLongMonths = define("training_long_months", 12, "mois",
		"From so many months on, and for permanent contracts, training before hiring is a POEI.", adapting)
)

// Salaries.
var (
	FullTimeHoursYear = define("full_time_hours_year", 1820, "heures",
		"An hourly wage times this is the yearly full-time wage.", method+" : sources, grammaire des salaires")
	FullTimeHoursWeek = define("full_time_hours_week", 35, "heures",
		"Legal full-time week; a part-time wage is scaled by this over the hours stated.", method+" : sources, grammaire des salaires")
	SalaryMonthsDefault = define("salary_months_default", 12, "mois",
		"Months paid a year when the label states none, or zero.", method+" : sources, grammaire des salaires")
	MonthlyIsYearlyFrom = define("monthly_is_yearly_from", 10000, "euros",
		"A monthly amount from here on is the yearly one, mistyped; it is read so and flagged.", method+" : sources, grammaire des salaires")
	SalaryOutlierLow = define("salary_outlier_low", 0.8, "SMIC",
		"A full-time yearly wage under this many minimum wages is an outlier.", method+" : sources, grammaire des salaires")
	SalaryOutlierHigh = define("salary_outlier_high", 20, "SMIC",
		"A full-time yearly wage over this many minimum wages is an outlier.", method+" : sources, grammaire des salaires")
)

// Offers and channels.
var (
	DuplicateDays = define("duplicate_days", 60, "jours",
		"Duplicates are created within this many days of each other.", channels+" : « Doublon » ; "+method+" : sources, canaux")
	DuplicateSimilarity = define("duplicate_similarity", 0.8, "part",
		"Duplicates share at least this part of their shingles (Jaccard).", method+" : sources, canaux")
	DuplicateShingle = define("duplicate_shingle", 3, "mots",
		"Words of a shingle, the piece of text that duplicates are compared by.", method+" : sources, canaux")
	PayMinimumShare = define("pay_minimum_share", 0.99, "SMIC",
		"A plausible full-time wage under this many minimum wages is under the legal one: amounts are rounded to the euro.", channels+" : « Cadre légal »")
	PayNetShare = define("pay_net_share", 0.79, "part",
		"What is left of the minimum wage when contributions are taken off: a net pay is held against this.", channels+" : « Cadre légal » ; "+method+" : sources, canaux")
	PartnerOpenDays = define("partner_open_days", 60, "jours",
		"A partner's offer, whose closing is never told, is open while updated within this many days.", method+" : sources, offres")
)

// Ingest and audits.
var (
	RefusedShareMax = define("refused_share_max", 0.05, "part",
		"Above this share of refused records a file is refused whole and the night fails its audit.", method+" : sources")
	VolumeDropMin = define("volume_drop_min", 0.8, "part",
		"A conformed table's rows must be at least this share of those served.", method+" : exploitation, audits")
	QuarantineShareMax = define("quarantine_share_max", 0.03, "part",
		"Above this share in quarantine of a source's records received since the snapshot served, the night is refused.", method+" : exploitation, audits")
	FreshnessPeriods = define("freshness_periods", 2, "livraisons",
		"A source warns when its newest record is older than this many times the interval of its deliveries.", method+" : exploitation, audits")
	DriftNights = define("drift_nights", 7, "nuits",
		"Nights whose median tonight's figures are held against.", method+" : exploitation, audits")
	VolumeDriftMax = define("volume_drift_max", 0.1, "part",
		"A conformed table warns when its rows are further than this from the median of the last nights.", method+" : exploitation, audits")
	IndicatorDriftMax = define("indicator_drift_max", 0.1, "part",
		"An indicator warns when its twelve months of France are further than this from the median of the last nights.", method+" : exploitation, audits")
	OfferIDMax = define("offer_id_max", 20, "caractères",
		"Longest identifier of an offer.", method+" : sources, offres")
	VerbatimMax = define("verbatim_max", 4000, "caractères",
		"Longest verbatim of a survey return.", method+" : sources, enquêtes")
	RadiusDefaultKm = define("radius_default_km", 30, "km",
		"Mobility radius of a job seeker who states none.", method+" : sources, demandeurs")
	RadiusMaxKm = define("radius_max_km", 500, "km",
		"Widest mobility radius that is believed.", method+" : sources, demandeurs")
)

// Matching pools. The weights add up to 100.
var (
	PoolTrade = define("pool_trade", 35, "points",
		"Weight of the trade in a matching score: same appellation.", profiles+" ; "+method+" : viviers")
	PoolTradeSameRome = define("pool_trade_same_rome", 30, "points",
		"Points for the trade when the ROME code is the same but not the appellation.", method+" : viviers")
	PoolTradeNear = define("pool_trade_near", 20, "points",
		"Points for the trade when it is a near one.", profiles+" : « compétences transférables »")
	PoolSkills = define("pool_skills", 30, "points",
		"Weight of the skills in a matching score.", profiles+" ; "+method+" : viviers")
	PoolSkillRequired = define("pool_skill_required", 2, "poids",
		"A required skill counts this many times a wished one.", method+" : viviers")
	PoolExperience = define("pool_experience", 15, "points",
		"Weight of the experience in a matching score.", method+" : viviers")
	PoolDistance = define("pool_distance", 10, "points",
		"Weight of the distance in a matching score.", profiles+" : « mobilité géographique »")
	PoolAvailability = define("pool_availability", 5, "points",
		"Weight of the availability in a matching score.", method+" : viviers")
	PoolSalary = define("pool_salary", 5, "points",
		"Weight of the salary wish in a matching score.", method+" : viviers")
	PoolAvailableDays = define("pool_available_days", 30, "jours",
		"A job seeker is eligible when available by the as-of date plus this many days.", method+" : viviers")
	PoolNearRank = define("pool_near_rank", 5, "rang",
		"Near trades are the mobility targets of at most this rank.", method+" : viviers")
	LeverKmShort = define("lever_km_short", 10, "km",
		"First lever of distance: so many kilometres beyond each person's own radius.", method+" : viviers, leviers")
	LeverKmMedium = define("lever_km_medium", 20, "km",
		"Second lever of distance.", method+" : viviers, leviers")
	LeverKmLong = define("lever_km_long", 50, "km",
		"Third lever of distance.", method+" : viviers, leviers")
	LeverExperienceShare = define("lever_experience_share", 0.5, "part",
		"The first lever of experience asks for this share of the months required; the second, for none.", method+" : viviers, leviers")
	PoolLimitDefault = define("pool_limit_default", 50, "candidats",
		"Candidates given when the caller asks for no number.", method+" : interface")
	PoolLimitMax = define("pool_limit_max", 500, "candidats",
		"Candidates given at most in one answer.", method+" : interface")
)

// Promotion and prospecting.
var (
	ProspectMonths = define("prospect_months", 24, "mois",
		"Prospecting learns from the entrusted offers created in so many months.", prospecting)
	AffinityPrior = define("affinity_prior", 50, "postes",
		"A sector seeks trades as if it had sought so many positions more as all sectors do: what draws the affinity of a little known one towards none.", prospecting)
	AffinityLift = define("affinity_lift", 2, "fois",
		"A sector hires a trade when it seeks it at least so many times as much as all sectors do.", prospecting)
	ProspectSizePrior = define("prospect_size_prior", 30, "établissements",
		"A workforce band hires as if so many establishments more were like the mean.", prospecting)
	ProspectSectorWeight = define("prospect_sector_weight", 1, "poids",
		"What a sector lets expect of an establishment weighs so many times as much as what the establishment itself did.", prospecting)
	ProspectTrades = define("prospect_trades", 20, "métiers",
		"Trades of an agency's portfolio for which it prospects: those that most of its job seekers have.", prospecting)
	FirstHireMonths = define("first_hire_months", 12, "mois",
		"An establishment is a new recruiter so many months after its first hire.", prospecting)
	PromotionPersons = define("promotion_persons", 20, "personnes",
		"Persons to promote that are given when the caller asks for no number.", method+" : interface")
	PromotionPersonsMax = define("promotion_persons_max", 100, "personnes",
		"Persons to promote that are given at most.", method+" : interface")
	PromotionCalls = define("promotion_calls", 10, "établissements",
		"Establishments to call for a person.", method+" : interface")
)

// Indicators.
var (
	SatisfiedFrom = define("satisfied_from", 3, "note",
		"A survey answer counts as satisfied from this mark on (1 to 4).", surveys+" ; "+method+" : ENT2")
	LowN = define("low_n", 30, "observations",
		"An indicator on fewer observations says low_n.", method+" : indicateurs")
	ConfidenceZ = define("confidence_z", 1.959963984540054, "écarts-types",
		"Normal quantile of the 95 % intervals.", method+" : indicateurs (Wilson, 1927)")
)

// Working time of the agencies.
var (
	AgencyOpens = define("agency_opens", 9, "heure",
		"Agencies open at this hour, Monday to Friday but for public holidays, Europe/Paris.", method+" : E8, heures ouvrées")
	AgencyCloses = define("agency_closes", 17, "heure",
		"Agencies close at this hour, Monday to Thursday.", method+" : E8, heures ouvrées")
	AgencyClosesFriday = define("agency_closes_friday", 12, "heure",
		"Agencies close at this hour on Friday.", method+" : E8, heures ouvrées")
)

// Delays promised to companies, and their surveys.
var (
	AnswerHours = define("answer_hours", 24, "heures",
		"A company's need is answered within this many hours, of the clock or of opening.",
		"I.4 Les collaborations du CDE : engagement 8, « répondre à votre besoin sous 24 heures »")
	CallbackDays = define("callback_days", 5, "jours ouvrés",
		"A callback asked for is dealt with within this many working days after the day of the answer.",
		surveys+" : « La gestion des rappels des entreprises est gérée par les conseillers. » ; "+method+" : CALLBACK")
	FreezeDays = define("freeze_days", 30, "jours",
		"A quarter of the surveys freezes at the first refresh this many days after its end.", method+" : enquêtes, gel du trimestre")
	SurveyRateMin = define("survey_rate_min", 10, "réponses",
		"A rate of the report of surveys is told from this many observations on.", method+" : enquêtes, effectif minimal")
)

// Worklists of advisors.
var (
	RecontactDays = define("recontact_days", 30, "jours",
		"The employer of an offer that finds nobody is called again within this many days.", method+" : liste J+30 (engagement conventionnel)")
	RecontactOpenDays = define("recontact_open_days", 30, "jours",
		"From this age on, an open offer with few applications enters the worklist.", method+" : liste J+30")
	RecontactApplications = define("recontact_applications", 3, "candidatures par poste",
		"An offer with fewer applications a position has few.", method+" : liste J+30")
	RecontactLateDays = define("recontact_late_days", 30, "jours",
		"A closed offer whose employer was not called again in time stays on the worklist this much longer.", method+" : liste J+30")
)

// Certification of recruiters' accounts.
var (
	CertificationCallHours = define("certification_call_hours", 24, "heures",
		"The landline of an establishment that is not known is called within this many hours of its recruiter's request.",
		certification+" : « CDE appelle l'Ets sur son n° fixe dans les 24H »")
	CertificationReminderDays = define("certification_reminder_days", 2, "jours ouvrés",
		"A recruiter who was not reached gets a reminder by mail and telephone within this many working days of the call.",
		certification+" : « CDE relance l'employeur sous 48H ouvrés par mail et tél. »")
	CertificationLetterHours = define("certification_letter_hours", 48, "heures",
		"A reminder unanswered for this long is followed by a letter.",
		certification+" : « Pas de réponse du recruteur dans les 48 H : courrier de relance »")
	CertificationDays = define("certification_days", 8, "jours",
		"A request is decided within this many days: without contact by then, it is refused.",
		certification+" : « Pas de contact avec l'employeur après 8 jours : refus certification »")
	AccountMatchesShown = define("account_matches_shown", 3, "espaces",
		"Other accounts of the same telephone or e-mail that are named, of each status.", method+" : interface")
)

// Verbatims of surveys.
var (
	RisingG2 = define("rising_g2", 6.634896601021214, "G²",
		"A theme rises when its share grows and its log-likelihood ratio reaches this: the 99 % quantile of chi-square with one degree of freedom.",
		method+" : enquêtes (Dunning, 1993)")
	RisingQuarters = define("rising_quarters", 4, "trimestres",
		"Quarters before that a quarter's themes are held against.", method+" : enquêtes")
	ExtractMin = define("extract_min", 11, "verbatims",
		"Fewest verbatims of a theme in a quarter, for the whole country, of which extracts are shown.", method+" : secret statistique, personnes")
	ExtractMax = define("extract_max", 160, "caractères",
		"Longest verbatim that is shown as an extract.", surveys+" : « Une analyse sémantique des verbatim issus des questionnaires est réalisée. »")
	ExtractsShown = define("extracts_shown", 3, "extraits",
		"Extracts shown of a theme in a quarter.", method+" : enquêtes")
)

// Protection of persons.
var (
	DisclosurePersons = define("disclosure_persons", 5, "personnes",
		"Counts of persons are rounded down to a multiple of this for who may not see the persons.", method+" : secret statistique")
	DisclosureEstablishments = define("disclosure_establishments", 3, "établissements",
		"Smallest number of establishments behind a published share.", method+" : secret statistique (Insee)")
	DisclosureDominance = define("disclosure_dominance", 0.85, "part",
		"A share is not published when one establishment alone makes more than this of the whole.", method+" : secret statistique (Insee)")
)
