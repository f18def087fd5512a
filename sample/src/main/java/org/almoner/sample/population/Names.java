package org.almoner.sample.population;

/** Names of people and streets from many places; some take two, three or four bytes a letter. */
final class Names {

    static final String[] WOMEN = {
        "Ada",
        "Beatriz",
        "Chloë",
        "Dagmar",
        "Élodie",
        "Fatima",
        "Grace",
        "Hannah",
        "Ingrid",
        "Joy",
        "Keiko",
        "Linh",
        "María",
        "Nora",
        "Olga",
        "Priya",
        "Rosa",
        "Sofía",
        "Thandiwe",
        "Ursula",
        "Wilhelmina",
        "Yara",
        "Zoë",
        "Anna Maria"
    };
    static final String[] MEN = {
        "Abel", "Björn", "Carlos", "Dmitri", "Emeka", "François", "Giorgio", "Hiroshi", "Ivan", "José", "Kwame", "Luis",
        "Miguel", "Nikolai", "Omar", "Pavel", "Quentin", "Raj", "Søren", "Tomás", "Uwe", "Víctor", "Walter", "Jean-Luc"
    };
    static final String[] FAMILIES = {
        "Adeyemi", "Baker", "Castillo", "Dvořák", "Eriksson", "Fernández", "García", "Hoffmann", "Ibrahim", "Jansen",
        "Kowalczyk", "Łukaszewicz", "Müller", "Nguyễn", "O'Brien", "Papadopoulos", "Quispe", "Rossi", "Smith",
                "Tremblay",
        "Ueda", "Van der Berg", "Williams", "Xu", "Yılmaz", "Zhang", "Begay", "D’Angelo", "𠮷田", "Smith-Jones"
    };
    static final String[] STREETS = {
        "Maple Street",
        "Elm Avenue",
        "River Road",
        "Hilltop Drive",
        "Market Street",
        "Old Mill Lane",
        "Calle Ocho",
        "Lake View Court",
        "Church Street",
        "Sunset Boulevard"
    };
    static final Place[] PLACES = {
        new Place("Almonte", "MA", "01001", -300),
        new Place("Bedeville", "NY", "10001", -300),
        new Place("Cañon Verde", "CO", "80001", -420),
        new Place("Dole", "IL", "60001", -360),
        new Place("Eastham", "WA", "98001", -480),
        new Place("Ferry Landing", "TX", "73301", -360),
        new Place("Hale", "HI", "96701", -600),
        new Place("Greenwich Hospital", "ME", "03901", 0)
    };

    /**
     * A made-up town.
     *
     * @param offsetMinutes its distance from UTC, all the year round
     */
    record Place(String city, String state, String postalCode, int offsetMinutes) {}

    private Names() {}
}
