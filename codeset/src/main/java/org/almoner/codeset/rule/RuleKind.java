package org.almoner.codeset.rule;

/** Every kind of rule, and what it is for. */
public enum RuleKind {
    FILES(
            "files",
            "The release has the files that every release of its code set has, one of a kind, and no others that nobody knows."),
    VERSION("version", "Names and first lines tell one version, and not several."),
    ARCHIVE("archive", "A ZIP can be unpacked, and its files have the checksums and sizes that it has for them."),
    HEADER(
            "header",
            "A file has the headings or the first lines of its layout. A heading that the layout does not know is a warning."),
    RECORD(
            "record",
            "A line has the columns of the layout: as many fields, blanks where blanks must be, quotes that are closed."),
    ENCODING(
            "encoding",
            "Text is in the encoding of the layout, without control characters, and without traces of a conversion gone wrong."),
    VALUE("value", "A cell has a value of its column's type: a number, a day, one of the words of a boolean."),
    DATE(
            "date",
            "A date is a day of the calendar, also where a layout puts up with others. A warning, as publishers have released such."),
    END("end", "The last line ends like the others. A file that was cut off seldom does."),
    KEY("key", "Rows have keys, and no two rows the same one."),
    REQUIRED("required", "Cells that always have a value have one."),
    SYNTAX("syntax", "Codes are written as codes of their set are."),
    ONE_OF("one_of", "Cells have one of the texts that they may have."),
    CHECK_DIGIT("check_digit", "Codes end in the digit that their other digits come to."),
    PERIOD("period", "What begins does not end before."),
    SEQUENCE("sequence", "Rows are numbered from 1 on, without gaps."),
    REFERENCE(
            "reference",
            "What a row names is there: the concept of a description, the product of a package, the code of a map."),
    ROWS("rows", "A table has as many rows as releases have, and has not lost more of them than releases lose.");

    private final String word;
    private final String explanation;

    RuleKind(String word, String explanation) {
        this.word = word;
        this.explanation = explanation;
    }

    /** Its name in profiles and reports. */
    public String word() {
        return word;
    }

    /** A sentence or two for people. */
    public String explanation() {
        return explanation;
    }
}
