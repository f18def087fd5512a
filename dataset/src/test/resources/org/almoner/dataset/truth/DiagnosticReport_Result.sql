-- References that repeat.
SELECT
    r->>'$.id' AS "diagnostic_report_id",
    key_of(r->>'$.subject.reference', 'Patient') AS "person_id",
    key_of(r->>'$.encounter.reference', 'Encounter') AS "encounter_id",
    n AS "result_number",
    key_of(e->>'$.reference', 'Observation') AS "result_id",
    e->>'$.reference' AS "result_reference",
    e->>'$.display' AS "result_display"
FROM (
    SELECT r, unnest(r->'$.result[*]') AS e, generate_subscripts(r->'$.result[*]', 1) - 1 AS n FROM "DiagnosticReport"
)
