package sample

// dutiesOf gives the phrases that tell the work of a trade.
func dutiesOf(rome string) []phrase {
	if own, known := duties[rome[0]]; known {
		return own
	}
	return duties['M']
}

// duties are what is done in the trades of a ROME domain, by its letter. Each list
// has a length that 5 doesn't divide, so that steps of 5 go through all of it.
var duties = map[byte][]phrase{
	'A': phrasesOf(`
		Vous taillez, désherbez et ramassez selon la saison.
		Vous préparez les sols et les plantations sur %n parcelles.
		Vous conduisez le tracteur et entretenez l'outillage.
		Vous surveillez l'arrosage et l'état des cultures.
		Vous récoltez à la main et triez par calibre, dès %h.
		Vous soignez les animaux et nettoyez les enclos.
		Vous appliquez les traitements en respectant les délais.
		Vous chargez les caisses pour le départ du %d.
		Vous mettez en pratique %s.
		Vous entretenez les haies, les fossés et les chemins.
		Vous montez des clôtures et réparez les abris.`),
	'B': phrasesOf(`
		Vous travaillez la matière à la main, pièce par pièce.
		Vous restaurez des objets confiés par %n clients par an.
		Vous préparez les esquisses et les gabarits.
		Vous choisissez les matériaux avec le client.
		Vous mettez en pratique %s.
		Vous tenez l'atelier et exposez le %d.
		Vous assurez les finitions et l'emballage.`),
	'C': phrasesOf(`
		Vous suivez un portefeuille de %n clients.
		Vous étudiez les demandes et préparez les dossiers.
		Vous expliquez les garanties et leurs limites.
		Vous contrôlez les pièces et relancez si besoin.
		Vous organisez les visites du %d et les états des lieux.
		Vous mettez en pratique %s.
		Vous négociez avec les partenaires et les assureurs.
		Vous tenez à jour le registre des opérations.`),
	'D': phrasesOf(`
		Vous accueillez et conseillez la clientèle du magasin de %c.
		Vous mettez en rayon et vérifiez les dates.
		Vous encaissez et tenez votre caisse.
		Vous préparez les commandes retirées avant %w.
		Vous recevez les livraisons dès %h et contrôlez les quantités.
		Vous faites l'inventaire tournant de %n références.
		Vous suivez le chiffre du rayon avec le responsable.
		Vous préparez les produits frais et la vitrine.
		Vous mettez en pratique %s.
		Vous prospectez %n clients par semaine autour de %c.
		Vous établissez devis et bons de commande.
		Vous réglez les retours et les réclamations.
		Vous installez les têtes de gondole le %d.
		Vous gardez un espace de vente propre et sûr.`),
	'E': phrasesOf(`
		Vous concevez des supports imprimés et numériques.
		Vous préparez les contenus de %n pages par mois.
		Vous suivez la fabrication avec l'imprimeur.
		Vous animez les réseaux et mesurez leur portée.
		Vous relisez, corrigez et mettez en page.
		Vous mettez en pratique %s.
		Vous préparez les événements du %d à %c.
		Vous tenez le calendrier des publications.`),
	'F': phrasesOf(`
		Vous préparez le chantier et protégez les lieux.
		Vous lisez les plans et implantez l'ouvrage.
		Vous posez, raccordez et contrôlez l'installation.
		Vous intervenez en neuf et en rénovation autour de %c.
		Vous montez l'échafaudage en respectant les consignes.
		Vous tracez, coupez et ajustez les matériaux.
		Vous travaillez par équipes de %n sur des chantiers à %k km au plus.
		Vous relevez les cotes et préparez les commandes.
		Vous mettez en pratique %s.
		Vous nettoyez le chantier et triez les gravats.
		Vous signez le compte rendu avec le client le %d.
		Vous entretenez l'outillage et le fourgon.
		Vous réparez les défauts relevés à la réception.`),
	'G': phrasesOf(`
		Vous mettez en place la salle avant %h.
		Vous dressez, servez et débarrassez %n couverts.
		Vous préparez les entrées, les plats et les desserts du jour.
		Vous épluchez, taillez et assaisonnez les légumes.
		Vous assurez la plonge et le nettoyage de la cuisine.
		Vous prenez les commandes et conseillez les vins.
		Vous suivez les températures et les dates de conservation.
		Vous accueillez les clients à leur arrivée et réglez leur départ.
		Vous faites %n chambres et le linge.
		Vous mettez en pratique %s.
		Vous réceptionnez les marchandises le %d.
		Vous animez les sorties et les veillées.
		Vous tenez le bar et encaissez.
		Vous composez la carte avec le chef.`),
	'H': phrasesOf(`
		Vous réglez la machine et lancez la série.
		Vous contrôlez %n pièces par heure au calibre.
		Vous alimentez la ligne et évacuez les produits finis.
		Vous relevez les écarts et appelez la maintenance.
		Vous assemblez selon la gamme de fabrication.
		Vous emballez et étiquetez les lots du %d.
		Vous faites la maintenance de premier niveau.
		Vous mettez en pratique %s.
		Vous nettoyez votre poste à chaque fin d'équipe, à %w.
		Vous saisissez la production dans le logiciel.
		Vous changez les outils en moins de %n minutes.`),
	'I': phrasesOf(`
		Vous dépannez sur appel dans un rayon de %k km.
		Vous entretenez %n équipements selon le plan annuel.
		Vous diagnostiquez la panne et remplacez les pièces.
		Vous vérifiez les sécurités et remettez en service.
		Vous commandez les pièces et suivez leur arrivée.
		Vous mettez en pratique %s.
		Vous rédigez le rapport d'intervention.
		Vous assurez l'astreinte une semaine sur %n.
		Vous faites les petits travaux du bâtiment.
		Vous conseillez le client sur l'entretien.
		Vous préparez les véhicules pour le %d.`),
	'J': phrasesOf(`
		Vous aidez aux gestes de la vie quotidienne.
		Vous assurez les soins d'hygiène et de confort de %n patients.
		Vous préparez les salles et le matériel avant %h.
		Vous transmettez vos observations à l'équipe soignante.
		Vous participez aux toilettes, aux repas et aux levers.
		Vous suivez les prescriptions et les dossiers.
		Vous accueillez et rassurez les familles.
		Vous mettez en pratique %s.
		Vous prévenez les chutes et les infections.
		Vous participez à la réunion du %d.
		Vous commandez et rangez le matériel.`),
	'K': phrasesOf(`
		Vous intervenez au domicile de %n personnes autour de %c.
		Vous préparez les repas et faites les courses.
		Vous nettoyez les bureaux, les sanitaires et les parties communes.
		Vous accompagnez les sorties et les rendez-vous.
		Vous aidez aux devoirs et organisez des jeux.
		Vous surveillez les entrées et faites les rondes.
		Vous lavez les sols à la machine avant %h.
		Vous tenez le cahier de liaison.
		Vous mettez en pratique %s.
		Vous entretenez le linge et repassez.
		Vous écoutez, orientez et suivez les dossiers.
		Vous animez un atelier chaque %d.
		Vous préparez le cours et évaluez %n élèves.
		Vous alertez en cas de difficulté.`),
	'L': phrasesOf(`
		Vous préparez la scène et le matériel.
		Vous réglez le son et la lumière avant %w.
		Vous suivez les répétitions du %d.
		Vous accueillez %n spectateurs et artistes.
		Vous mettez en pratique %s.
		Vous montez et démontez les décors.
		Vous tenez le planning des représentations.`),
	'M': phrasesOf(`
		Vous accueillez et orientez les visiteurs et les appels.
		Vous saisissez les factures et rapprochez les comptes.
		Vous préparez la paie de %n salariés.
		Vous tenez l'agenda et organisez les déplacements.
		Vous rédigez les courriers et classez les dossiers.
		Vous suivez les indicateurs et préparez le point du %d.
		Vous répondez aux clients et suivez %n dossiers.
		Vous développez et testez les nouvelles fonctions.
		Vous mettez en pratique %s.
		Vous analysez les besoins et rédigez les spécifications.
		Vous relancez les impayés.
		Vous préparez les contrats et les déclarations.
		Vous animez une équipe de %n personnes.
		Vous présentez les résultats à la direction.`),
	'N': phrasesOf(`
		Vous préparez %n commandes par jour au scanner.
		Vous chargez et déchargez les camions dès %h.
		Vous rangez les palettes au chariot.
		Vous livrez autour de %c dans un rayon de %k km.
		Vous contrôlez les bons et signalez les manques.
		Vous filmez, étiquetez et expédiez avant %w.
		Vous vérifiez le véhicule avant le départ.
		Vous mettez en pratique %s.
		Vous faites l'inventaire du %d.
		Vous respectez les temps de conduite et de repos.
		Vous transportez les passagers sur %n arrêts.
		Vous tenez le quai propre et dégagé.`),
}
