-- References by identifier in what repeats.
SELECT
    r->>'$.id' AS "encounter_id",
    key_of(r->>'$.subject.reference', 'Patient') AS "person_id",
    n AS "participant_number",
    e->>'$.type[0].coding[0].code' AS "type_code",
    e->>'$.type[0].coding[0].display' AS "type_display",
    e->>'$.type[0].coding[0].system' AS "type_coding_system_id",
    e->>'$.type[0].text' AS "type_text",
    e->>'$.period.start' AS "period_start",
    e->>'$.period.end' AS "period_end",
    key_of(e->>'$.individual.reference', NULL) AS "provider_id",
    e->>'$.individual.reference' AS "provider_reference",
    e->>'$.individual.display' AS "provider_display"
FROM (
    SELECT r, unnest(r->'$.participant[*]') AS e, generate_subscripts(r->'$.participant[*]', 1) - 1 AS n FROM "Encounter"
)
